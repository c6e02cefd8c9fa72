using System.Security.Cryptography;
using System.Text;

namespace Parley.Learning;

/// <summary>
/// The frame of every trained file: the eight bytes <c>PARLEYM1</c>, the model's name and version, then whatever the model writes. A file of another name or version is refused,
/// so that a program never reads weights that it does not understand.
/// </summary>
internal static class ModelFile
{
    private static ReadOnlySpan<byte> Magic => "PARLEYM1"u8;

    /// <summary>Where the trained files lie: the folder <c>models</c> beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Writes a model whole or not at all: first beside its place, then moved there.</summary>
    public static void Save(string path, string name, int version, Action<BinaryWriter> write)
    {
        string temporary = path + ".new";
        using (var writer = new BinaryWriter(File.Create(temporary), Encoding.UTF8))
        {
            writer.Write(Magic);
            writer.Write(name);
            writer.Write(version);
            write(writer);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="InvalidDataException">The file is missing, or is not the named model in this version.</exception>
    public static T Load<T>(string path, string name, int version, Func<BinaryReader, T> read)
    {
        if (!File.Exists(path)) throw new InvalidDataException($"{path}: no such model file; run 'parley train' or restore the folder 'models'");
        using var reader = new BinaryReader(new MemoryStream(File.ReadAllBytes(path), writable: false), Encoding.UTF8);
        Span<byte> magic = stackalloc byte[Magic.Length];
        if (reader.Read(magic) != Magic.Length || !magic.SequenceEqual(Magic)) throw new InvalidDataException($"{path}: not a model file of Parley");
        string foundName = reader.ReadString();
        int foundVersion = reader.ReadInt32();
        if (foundName != name || foundVersion != version)
            throw new InvalidDataException($"{path}: holds {foundName} version {foundVersion}, wanted {name} version {version}; run 'parley train'");
        return read(reader);
    }

    /// <summary>First 16 hexadecimal digits of the SHA-256 over all model files (names and bytes, in ordinal order of names).</summary>
    public static string HashOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in Directory.GetFiles(folder, "*.bin").Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(path)));
            hash.AppendData(File.ReadAllBytes(path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
