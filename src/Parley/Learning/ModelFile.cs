using System.Security.Cryptography;
using System.Text;

namespace Parley.Learning;

/// <summary>
/// The frame of every trained file: the eight bytes <c>PARLEYM2</c>, the SHA-256 of all that follows, the file's length, the model's name and version, then whatever the model writes. A
/// file of another name or version is refused, so that a program never reads weights that it does not understand.
/// </summary>
internal static class ModelFile
{
    private const int HashBytes = 32;

    private static ReadOnlySpan<byte> Magic => "PARLEYM2"u8;

    /// <summary>Where the trained files lie: the folder <c>models</c> beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Writes a model whole or not at all: first beside its place, then moved there.</summary>
    public static void Save(string path, string name, int version, Action<ModelWriter> write)
    {
        string temporary = path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite))
        {
            using (var writer = new ModelWriter(file))
            {
                writer.Write(Magic);
                writer.Write(new byte[HashBytes]);
                writer.Write(0L);
                writer.Write(name);
                writer.Write(version);
                write(writer);
                writer.Flush();
                file.Position = Magic.Length + HashBytes;
                writer.Write(file.Length);
            }

            byte[] hash = HashAfterHead(file);
            file.Position = Magic.Length;
            file.Write(hash);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Maps a model into memory and reads it.</summary>
    /// <exception cref="InvalidDataException">The file is missing, or is not the whole of the named model in this version.</exception>
    public static T Load<T>(string path, string name, int version, Func<ModelReader, T> read)
    {
        if (!File.Exists(path)) throw new InvalidDataException($"{path}: no such model file; run 'parley train' or restore the folder 'models'");
        using var reader = ModelReader.Map(path);
        try
        {
            Span<byte> magic = stackalloc byte[Magic.Length], hash = stackalloc byte[HashBytes];
            if (reader.Read(magic) != Magic.Length || !magic.SequenceEqual(Magic)) throw new InvalidDataException($"{path}: not a model file of this version of Parley; run 'parley train' or restore the folder 'models'");
            reader.ReadExactly(hash);
            if (reader.ReadInt64() != reader.BaseStream.Length) throw new InvalidDataException($"{path}: cut short; restore the folder 'models'");
            string foundName = reader.ReadString();
            int foundVersion = reader.ReadInt32();
            if (foundName != name || foundVersion != version)
                throw new InvalidDataException($"{path}: holds {foundName} version {foundVersion}, wanted {name} version {version}; run 'parley train'");
            return read(reader);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"{path}: cut short; restore the folder 'models'", e);
        }
    }

    /// <summary>First 16 hexadecimal digits of the SHA-256 over the names of all model files and the hashes that they state, in ordinal order of names.</summary>
    public static string HashOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[Magic.Length + HashBytes];
        foreach (string path in Directory.GetFiles(folder, "*.bin").Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(path)));
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            hash.AppendData(head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>Whether a file's bytes are those that its stated hash is of. Reads the whole file.</summary>
    public static bool IsIntact(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[Magic.Length + HashBytes];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head[Magic.Length..].SequenceEqual(HashAfterHead(file));
    }

    private static byte[] HashAfterHead(FileStream file)
    {
        file.Position = Magic.Length + HashBytes;
        return SHA256.HashData(file);
    }
}
