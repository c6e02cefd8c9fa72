using Parley.Exchange;

namespace Parley.Tests.Exchange;

/// <summary>
/// A coded quarrel over a harbour as a DNA database, small enough to work its networks out on paper: who says what on night shifts and a new crane, on Monday 7 and Tuesday 8 January 2030 and on
/// Tuesday 7 January 2031 (all in a second week of a year).
/// </summary>
internal static class HarbourCodes
{
    public const string Board = "Harbour Board";
    public const string Union = "Union of Dockers";
    public const string City = "City";
    public const string Shifts = "night shifts";
    public const string Crane = "new crane";

    private static readonly (int Document, string Organisation, string Concept, int Agreement, int Strength, string Tone)[] Codes =
    [
        (1, Board, Shifts, 1, 2, "calm"),
        (1, Board, Shifts, 1, 2, "calm"),
        (1, Union, Shifts, 0, -2, "sharp"),
        (2, Board, Shifts, 1, 2, "calm"),
        (2, Union, Crane, 1, 1, "calm"),
        (3, Board, Shifts, 1, 500, "calm"),
        (3, City, Crane, 0, -1, "sharp"),
        (3, City, Shifts, 0, -1, "sharp"),
        (3, Union, Shifts, 1, 1, "calm"),
        (3, "", Crane, 1, 1, "calm"),
    ];

    /// <summary>The database.</summary>
    /// <param name="strength">Value of the statement whose strength is out of the ordinary.</param>
    public static DnaDatabase Database(int strength = 2)
    {
        var database = new DnaDatabase();
        database.Add("SETTINGS", "version", "3.0.7");
        database.Add("SETTINGS", "date", "2022-06-10");
        database.Add("CODERS", [1L, "Admin", 255L, 255L, 0L, 0L, 14L, "x", 400L, 0L, 0L, .. Enumerable.Repeat<object?>(1L, 17)]);
        database.Add("DOCUMENTS", 1L, "First day", Text(1), 1L, "Aas", "Quay Post", "", "", "", Seconds(2030, 1, 7));
        database.Add("DOCUMENTS", 2L, "Second day", Text(2), 1L, "Bo", "Quay Post", "", "", "", Seconds(2030, 1, 8));
        database.Add("DOCUMENTS", 3L, "A year on", Text(3), 1L, "Aas", "Pier News", "", "a note", "", Seconds(2031, 1, 7));
        database.Add("STATEMENTTYPES", 1L, "Position", 1L, 2L, 3L);
        database.Add("STATEMENTTYPES", 2L, "Remark", 4L, 5L, 6L);
        string[] variables = ["organization", "concept", "tone"];
        for (int i = 0; i < variables.Length; i++) database.Add("VARIABLES", i + 1L, variables[i], "short text", 1L);
        database.Add("VARIABLES", 4L, "agreement", "boolean", 1L);
        database.Add("VARIABLES", 5L, "strength", "integer", 1L);
        database.Add("VARIABLES", 6L, "note", "long text", 2L);
        var entities = new Dictionary<(long, string), long>();
        long Entity(long variable, string value)
        {
            if (entities.TryGetValue((variable, value), out long id)) return id;
            entities[(variable, value)] = id = entities.Count + 1;
            database.Add("ENTITIES", id, variable, value, 0L, 0L, 0L, null);
            return id;
        }

        long statement = 0, cell = 0;
        foreach (var code in Codes)
        {
            database.Add("STATEMENTS", ++statement, 1L, (long)code.Document, (statement * 3) - 3, (statement * 3) - 1, 1L);
            database.Add("DATABOOLEAN", statement, statement, 4L, (long)code.Agreement);
            database.Add("DATAINTEGER", statement, statement, 5L, (long)(code.Strength == 500 ? strength : code.Strength));
            database.Add("DATASHORTTEXT", ++cell, statement, 1L, Entity(1, code.Organisation));
            database.Add("DATASHORTTEXT", ++cell, statement, 2L, Entity(2, code.Concept));
            database.Add("DATASHORTTEXT", ++cell, statement, 3L, Entity(3, code.Tone));
        }

        database.Add("STATEMENTS", ++statement, 2L, 1L, 0L, 5L, 1L);
        database.Add("DATALONGTEXT", 1L, statement, 6L, "ask who said so\n=1+1 \"twice\"");
        database.Add("ATTRIBUTEVARIABLES", 1L, 1L, "Type");
        database.Add("ATTRIBUTEVALUES", 1L, entities[(1, City)], 1L, "public");
        return database;
    }

    private static string Text(int document) => document switch
    {
        1 => "Night shifts on the quay: what the board wants, what the dockers fear — first talks 🏗 open on Monday.",
        2 => "A second day brings no deal; the machine that lifts containers is now on the table as well.",
        _ => "One year later nobody remembers who began it, yet shifts, hoists and tempers are what they were.",
    };

    private static long Seconds(int year, int month, int day) => new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
}
