using Parley.Learning;
using Shouldly;
using Xunit;

namespace Parley.Tests.Learning;

public sealed class ModelFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-models-").FullName;

    private string File => Path.Combine(folder, "made-up.bin");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_is_saved_comes_back_with_tables_on_borders_of_cache_lines()
    {
        Save([1, -2, 3], "abc");
        ModelFile.Load(File, "made-up", 3, reader =>
        {
            var numbers = reader.ReadTable<short>();
            numbers.Span.ToArray().ShouldBe([1, -2, 3]);
            reader.ReadString().ShouldBe("abc");
            reader.ReadTable<ulong>().Length.ShouldBe(0);
            return 0;
        }).ShouldBe(0);
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[1, 0, 254, 255, 3, 0]).ShouldBe(ModelReader.Alignment);
    }

    [Fact]
    public void A_file_of_another_model_or_version_is_refused_and_so_is_what_is_no_model_at_all()
    {
        Save([1], "");
        Refusal("other", 3).ShouldContain("holds made-up version 3, wanted other version 3");
        Refusal("made-up", 4).ShouldContain("wanted made-up version 4");
        System.IO.File.WriteAllText(File, "not a model, but long enough to have a head of the same length, and more");
        Refusal("made-up", 3).ShouldContain("not a model file");
        System.IO.File.WriteAllText(File, "");
        Refusal("made-up", 3).ShouldContain("not a model file");
        System.IO.File.Delete(File);
        Refusal("made-up", 3).ShouldContain("no such model file");
    }

    [Fact]
    public void A_file_that_is_cut_short_anywhere_is_refused()
    {
        Save([.. Enumerable.Range(0, 100).Select(i => (short)i)], "end");
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        for (int length = 1; length < bytes.Length; length += 13)
        {
            System.IO.File.WriteAllBytes(File, bytes[..length]);
            Should.Throw<InvalidDataException>(() => ModelFile.Load(File, "made-up", 3, reader => reader.ReadTable<short>().Length));
        }
    }

    [Fact]
    public void The_hash_of_a_folder_is_that_of_what_its_files_hold()
    {
        Save([1], "");
        string first = ModelFile.HashOf(folder);
        ModelFile.IsIntact(File).ShouldBeTrue();
        Save([2], "");
        ModelFile.HashOf(folder).ShouldNotBe(first);
        Save([1], "");
        ModelFile.HashOf(folder).ShouldBe(first);
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        bytes[^1] ^= 1;
        System.IO.File.WriteAllBytes(File, bytes);
        ModelFile.IsIntact(File).ShouldBeFalse();
    }

    [Fact]
    public void The_models_that_ship_are_those_whose_hash_they_state()
    {
        string[] files = Directory.GetFiles(ModelFile.DefaultFolder, "*.bin");
        files.Length.ShouldBeGreaterThan(10);
        foreach (string file in files) ModelFile.IsIntact(file).ShouldBeTrue(file);
    }

    [Fact]
    public void A_row_index_finds_the_rows_that_are_kept_in_their_order()
    {
        var random = new SeededRandom(4);
        bool[] kept = [.. Enumerable.Range(0, 1 << 10).Select(_ => random.Next(3) == 0)];
        var index = RowIndex.Of(kept.Length, r => kept[r]);
        int place = 0;
        for (int r = 0; r < kept.Length; r++) index.Find((uint)r).ShouldBe(kept[r] ? place++ : -1);
        index.Kept.ShouldBe(place);
    }

    private void Save(short[] table, string text) => ModelFile.Save(File, "made-up", 3, writer =>
    {
        writer.WriteTable<short>(table);
        writer.Write(text);
        writer.WriteTable<ulong>([]);
    });

    private string Refusal(string name, int version) => Should.Throw<InvalidDataException>(() => ModelFile.Load(File, name, version, _ => 0)).Message;
}
