using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Parley.Ledger;
using Parley.Positions;
using Parley.Talks;

namespace Parley.Cli;

/// <summary><c>parley ledger review</c>: people's decisions on what the reader found, one key each, or many by filter, or from a file.</summary>
internal static class LedgerReviewCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "review",
            "Goes through statements, those first that would change the brief most; every key is recorded at once. The same filters as 'list' narrow the queue.",
            "parley ledger review --ledger talks.db --by Russia\n# all at once\nparley ledger review --ledger talks.db --speaker \"Jane Roe\" --reject --note \"a satire\"\n# merges, corrections and notes as JSON lines\nparley ledger review --ledger talks.db --decisions decisions.jsonl");
        var options = new LedgerOptions();
        options.AddTo(verb, writes: true);
        var filter = new LedgerFilter();
        filter.AddTo(verb);
        var role = new Option<string>("--as") { Description = "In which capacity: author, reviewer. Each has a status of its own.", HelpName = "ROLE", DefaultValueFactory = _ => "author" };
        role.AcceptOnlyFromAmong("author", "reviewer");
        var accept = new Option<bool>("--accept") { Description = "Accepts all statements that the filters leave." };
        var reject = new Option<bool>("--reject") { Description = "Rejects all statements that the filters leave." };
        var note = new Option<string?>("--note") { Description = "Why; stands in every decision.", HelpName = "TEXT" };
        var undo = new Option<bool>("--undo") { Description = "Takes back the last decision of this author that still counts, or all of one verdict given at once." };
        var retract = new Option<long?>("--retract") { Description = "Takes an entry (a report, a reading, a decision) out of account; it stays in the record.", HelpName = "NUMBER" };
        var queue = new Option<bool>("--queue") { Description = "Only lists the queue with the influence of each statement." };
        var file = new Option<string?>("--decisions") { Description = "Records the decisions in this file, one JSON object a line (- for standard input).", HelpName = "FILE" };
        foreach (Option option in (Option[])[role, accept, reject, note, undo, retract, queue, file]) verb.Options.Add(option);
        verb.Validators.Add(result =>
        {
            if (new[] { accept, reject, undo, queue }.Count(result.GetValue) + (result.GetValue(file) is null ? 0 : 1) + (result.GetResult(retract) is null ? 0 : 1) > 1)
                result.AddError("Only one of --accept, --reject, --undo, --retract, --queue and --decisions.");
        });
        verb.SetAction(parsed =>
        {
            using ILedgerStore store = options.Open(parsed, readOnly: parsed.GetValue(queue));
            var session = new ReviewSession(store, terminal, options.Author(parsed), parsed.GetValue(role) == "reviewer" ? DecisionRole.Reviewer : DecisionRole.Author, parsed.GetValue(note));
            // Who goes over a review goes over what it rejected, too.
            LedgerQuery query = filter.Of(parsed) with { Limit = int.MaxValue, WithRejected = parsed.GetValue(role) == "reviewer" };
            if (parsed.GetValue(undo)) session.UndoLast();
            else if (parsed.GetValue(retract) is { } entry) session.Retract(entry);
            else if (parsed.GetValue(file) is { } path) return session.Take(path);
            else if (parsed.GetValue(accept) || parsed.GetValue(reject)) session.All(query, parsed.GetValue(accept));
            else if (parsed.GetValue(queue)) session.List(query);
            else session.Run(query);
            return ExitCode.Done;
        });
        return verb;
    }
}

/// <summary>One person's review of a ledger.</summary>
internal sealed class ReviewSession(ILedgerStore store, Terminal terminal, string author, DecisionRole role, string? note)
{
    private const string Keys = "a accept  r reject  x reject its positions only  t act  s speaker  k skip  u undo  q quit";

    private readonly Stack<(long[] Entries, int At, int[] Settled)> made = [];

    /// <summary>Places in the queue on which a decision on the same sentence in another report holds.</summary>
    private readonly HashSet<int> settled = [];

    /// <summary>Goes through the queue; a key that is none says which there are.</summary>
    public void Run(LedgerQuery query)
    {
        List<(FoundStatement Found, ReviewItem? Item)> queue = Queue(query);
        terminal.WriteLine($"{LedgerCommand.Count(queue.Count, "statement")} to decide on. {Keys}");
        for (int at = 0; at < queue.Count;)
        {
            if (settled.Contains(at))
            {
                at++;
                continue;
            }

            FoundStatement found = queue[at].Found;
            int[] repeats = Repeats(queue, at);
            FoundStatement[] all = [found, .. repeats.Select(place => queue[place].Found)];
            Show(found, queue[at].Item, at + 1, queue.Count);
            if (repeats.Length > 0) terminal.WriteLine($"     the same sentence in {string.Join(", ", all.Skip(1).Select(other => Visible.Line(other.Report.Report.Id)))}: a, r and x decide on all");
            switch (Key())
            {
                case 'a':
                    Record(at, repeats, [.. all.Select(place => new Judge(Place(place), true))]);
                    at++;
                    break;
                case 'r':
                    Record(at, repeats, [.. all.Select(place => new Judge(Place(place), false))]);
                    at++;
                    break;
                case 'x':
                    if (found.Statement.Positions.Count == 0) terminal.WriteLine("it tells no position");
                    else Record(at, repeats, [.. all.SelectMany(place => place.Statement.Positions.Select(position => Rejected(place, position)))]);
                    at++;
                    break;
                case 't':
                    if (Asked("act (assert, deny, accept, reject, demand, propose, promise, threaten, criticise, praise): ") is { } word && Enum.TryParse(word, ignoreCase: true, out Act act) && Enum.IsDefined(act))
                        Record(at, [], new CorrectAct(Place(found), act));
                    else terminal.WriteLine("no such act; nothing was recorded");
                    break;
                case 's':
                    string? actor = Asked("who speaks (empty for nobody named): "), party = Asked("for which party (empty for none): ");
                    Record(at, [], new CorrectSpeaker(Place(found), Named(actor), Named(party)));
                    break;
                case 'k' or ' ':
                    at++;
                    break;
                case 'u':
                    if (made.Count == 0)
                    {
                        terminal.WriteLine("nothing to undo");
                        break;
                    }

                    (long[] entries, at, int[] others) = made.Pop();
                    settled.ExceptWith(others);
                    TakeBack(entries);
                    break;
                case 'q' or '\0':
                    return;
                default:
                    terminal.WriteLine(Keys);
                    break;
            }
        }

        terminal.WriteLine("the queue is done");
    }

    /// <summary>Lists the queue.</summary>
    public void List(LedgerQuery query)
    {
        foreach ((FoundStatement found, ReviewItem? item) in Queue(query))
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{item?.Influence ?? 0:0.000}  {LedgerListCommand.Line(found)}"));
    }

    /// <summary>Decides on all that the filters leave, in one batch.</summary>
    public void All(LedgerQuery query, bool right)
    {
        FoundStatement[] found = [.. store.Statements(query)];
        ReviewStatus verdict = right ? ReviewStatus.Accepted : ReviewStatus.Rejected;
        Draft[] drafts = [.. found.Where(statement => Status(statement) != verdict || statement.IsRejected == right).Select(statement => Draft(new Judge(Place(statement), right)))];
        if (drafts.Length > 0) store.Append(drafts);
        terminal.WriteLine($"{LedgerCommand.Count(drafts.Length, "statement")} {(right ? "accepted" : "rejected")}, {found.Length - drafts.Length} were already");
    }

    /// <summary>Takes an entry out of account that still counts.</summary>
    public void Retract(long entry)
    {
        if (entry > 0 && IsRetracted(entry)) throw new CommandException($"{store.Name}: entry {entry} is retracted already");
        TakeBack([entry], "retracted");
    }

    /// <summary>Takes back the author's last decision that counts; where one verdict was given on several statements at once, on all.</summary>
    public void UndoLast()
    {
        List<Entry> mine = [.. store.Entries().Where(entry => entry.Kind == EntryKind.Decision && entry.Author == author)];
        int at = mine.FindLastIndex(entry => !IsRetracted(entry.Number));
        if (at < 0) throw new CommandException($"{store.Name}: {author} made no decision that still counts");
        Entry last = mine[at];
        var together = new List<long> { last.Number };
        while (--at >= 0 && mine[at].Number == together[0] - 1 && mine[at].At == last.At && Verdict(mine[at]) is { } verdict && verdict == Verdict(last) && !IsRetracted(mine[at].Number)) together.Insert(0, mine[at].Number);
        TakeBack(together);
    }

    /// <summary>Whether an entry is taken out of account.</summary>
    private bool IsRetracted(long number) => store.About(number).Any(about => about.Kind == EntryKind.Retraction && !IsRetracted(about.Number));

    /// <summary>What was said of a statement or its positions and in which capacity; null of other decisions.</summary>
    private static (Type Kind, bool Right, DecisionRole Role)? Verdict(Entry entry) => (entry.Content as DecisionMade)?.Decision switch
    {
        Judge judge => (typeof(Judge), judge.Right, judge.Role),
        JudgePosition judge => (typeof(JudgePosition), judge.Right, judge.Role),
        _ => null,
    };

    /// <summary>Records decisions from a file; a line at fault is told and the rest goes on.</summary>
    public int Take(string path)
    {
        int faults = 0, recorded = 0, number = 0;
        using var reader = new StreamReader(path == "-" ? terminal.In : File.OpenRead(path), new UTF8Encoding(false));
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                Decision decision = DecisionJson.Parse(Encoding.UTF8.GetBytes(line));
                store.Append([new Draft(author, new DecisionMade(decision))]);
                recorded++;
            }
            catch (Exception e) when (e is JsonException or LedgerException or NotSupportedException)
            {
                faults++;
                terminal.Complain($"{path}:{number}: {(e is LedgerException ? e.Message : "is no decision (" + e.Message + ")")}; left out");
            }
        }

        terminal.WriteLine($"{LedgerCommand.Count(recorded, "decision")} recorded");
        return faults > 0 ? ExitCode.InputAtFault : ExitCode.Done;
    }

    private static StatementPlace Place(FoundStatement found) => StatementPlace.Of(found.Report.Read!.Reading, Original(found)) with { Report = found.Report.Report.Id };

    /// <summary>The statement as it was read: decisions refer to that.</summary>
    private static Statement Original(FoundStatement found) => found.Report.Read!.Reading.Statements.First(statement => statement.Id == found.Statement.Id);

    private static JudgePosition Rejected(FoundStatement found, Position position) =>
        new(Place(found), LedgerListCommand.Name(found.Report.Decided!.Reading, position.Holder), LedgerListCommand.Label(found.Report.Decided!.Reading, position.Target), false);

    private static string? Named(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();

    /// <summary>What nobody decided on in this capacity, or what has the status that is asked for, by influence on the brief, then by doubt.</summary>
    private List<(FoundStatement Found, ReviewItem? Item)> Queue(LedgerQuery query)
    {
        bool any = query.Status is not (null or ReviewStatus.Open), withRejected = query.WithRejected || query.Status == ReviewStatus.Rejected;
        List<FoundStatement> open = [.. store.Statements(query).Where(found => any || Status(found) == ReviewStatus.Open)];
        Dictionary<(string, string), ReviewItem> influence = ReviewQueue.Of(NegotiationBuilder.Build(LedgerReadings.Of(store, withRejected))).ToDictionary(item => (item.Report, item.Statement));
        return [.. open.Select(found => (found, influence.GetValueOrDefault((found.Report.Report.Id, found.Statement.Id))))
            .OrderByDescending(pair => pair.Item2?.Influence ?? 0).ThenBy(pair => pair.found.Statement.Confidence).ThenBy(pair => pair.found.Report.Entry).ThenBy(pair => pair.found.Statement.Content.Spans.Count > 0 ? pair.found.Statement.Content.Spans[0].Start : 0)];
    }

    /// <summary>Places in the queue, not decided on yet, that repeat the sentence of one.</summary>
    private int[] Repeats(List<(FoundStatement Found, ReviewItem? Item)> queue, int at)
    {
        if (queue[at].Item is not { Repeats.Count: > 0 } item) return [];
        var repeated = item.Repeats.ToHashSet();
        return [.. Enumerable.Range(0, queue.Count).Where(place => place != at && !settled.Contains(place) && repeated.Contains((queue[place].Found.Report.Report.Id, queue[place].Found.Statement.Id)))];
    }

    private ReviewStatus Status(FoundStatement found) => role == DecisionRole.Author ? found.Status.Author : found.Status.Reviewer;

    private void Show(FoundStatement found, ReviewItem? item, int number, int of)
    {
        terminal.WriteLine("");
        terminal.WriteLine($"{number}/{of}  {LedgerListCommand.Line(found)}");
        Reading reading = found.Report.Decided!.Reading;
        if (found.Statement.Content.Spans.Count > 0)
        {
            TextSpan content = found.Statement.Content.Spans[0];
            TextSpan sentence = reading.Sentences.FirstOrDefault(span => span.Overlaps(content), content);
            terminal.WriteLine("     " + Visible.Line(string.Join(' ', sentence.Of(reading.Report.Text).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        }

        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"     confidence {found.Statement.Confidence:0.000}; {(item is null ? "changes nothing in the brief" : $"influence {item.Influence:0.000}: {Visible.Line(string.Join(", ", item.Cells))}")}"));
        terminal.Out.Flush();
    }

    private Draft Draft(Decision decision) => new(author, new DecisionMade(decision with { Role = role, Note = note }));

    private void Record(int at, int[] repeats, params Decision[] decisions)
    {
        long[] entries = [.. store.Append([.. decisions.Select(Draft)]).OfType<Entry>().Select(entry => entry.Number)];
        made.Push((entries, at, repeats));
        settled.UnionWith(repeats);
        foreach (long entry in entries) terminal.WriteLine($"recorded as entry {entry}");

        terminal.Out.Flush();
    }

    /// <summary>Takes entries out of account.</summary>
    private void TakeBack(IReadOnlyList<long> entries, string reason = "undone")
    {
        IReadOnlyList<Entry?> written = store.Append([.. entries.Select(entry => new Draft(author, new Retracted(entry, note ?? reason)))]);
        foreach ((long entry, Entry? by) in entries.Zip(written)) terminal.WriteLine($"entry {entry} taken back by entry {by!.Number}");
        terminal.Out.Flush();
    }

    /// <summary>The next key; zero at the end of the input.</summary>
    private char Key()
    {
        if (terminal.OutIsTerminal && !Console.IsInputRedirected) return char.ToLowerInvariant(Console.ReadKey(intercept: true).KeyChar);
        for (int read; (read = terminal.In.ReadByte()) >= 0;)
            if (read is not ('\n' or '\r'))
                return char.ToLowerInvariant((char)read);
        return '\0';
    }

    private string? Asked(string question)
    {
        terminal.Write(question);
        terminal.Out.Flush();
        if (terminal.OutIsTerminal && !Console.IsInputRedirected) return Console.ReadLine();
        var line = new List<byte>();
        for (int read; (read = terminal.In.ReadByte()) >= 0 && read != '\n';) line.Add((byte)read);
        return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }
}
