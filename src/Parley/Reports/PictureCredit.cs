namespace Parley.Reports;

/// <summary>Recognises the words under a picture by what credits it.</summary>
internal static class PictureCredit
{
    private static readonly string[] Openings =
        ["photo:", "photo by", "(photo by", "photo credit", "photograph:", "photograph by", "image:", "image credit:", "picture:", "pic:", "caption:", "file photo", "file picture", "file image", "credit:", "illustration:", "photo courtesy"];

    private static readonly string[] Marks =
        ["getty images", "ap photo", "/afp", "/reuters", "/ap)", "/epa", "(file photo", "[file]", "[file:", "file photo", "afp via", "/pool", "photo:", "photograph:", "picture:", "| afp", "| reuters", "shutterstock", "(afp photo", "(reuters photo", "[reuters]", "[afp]", "[ap]", "alamy"];

    /// <summary>Whether a normalised line opens or ends as a caption. Lines of over 60 words never reach here.</summary>
    public static bool IsCaption(ReadOnlySpan<char> line)
    {
        foreach (string opening in Openings)
            if (line.StartsWith(opening, StringComparison.Ordinal)) return line.Length > opening.Length + 2;
        if (line.Contains(" said", StringComparison.Ordinal)) return false;
        foreach (string mark in Marks)
            if (line.Length > mark.Length + 12 && line[^Math.Min(line.Length, mark.Length + 25)..].Contains(mark, StringComparison.Ordinal)) return true;
        return false;
    }
}
