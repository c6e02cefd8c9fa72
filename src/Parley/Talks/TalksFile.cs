using System.Text;
using System.Text.Json;
using Parley.Ledger;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Parley.Talks;

/// <summary>
/// A <c>talks.yaml</c>: what people decided on who is who and what is what in a negotiation, in a file beside its reports (docs/talks.md). Its decisions are those of a ledger.
/// </summary>
public static class TalksFile
{
    private const int LongestFile = 16 << 20;

    private static readonly (string List, ThingKind Kind, string Name)[] Lists = [("parties", ThingKind.Party, "name"), ("speakers", ThingKind.Actor, "name"), ("proposals", ThingKind.Proposal, "label"), ("issues", ThingKind.Issue, "label")];

    /// <summary>The decisions of a file, in its order.</summary>
    /// <param name="yaml">The file's text.</param>
    /// <param name="path">What to call it in errors.</param>
    /// <exception cref="InvalidDataException">The file says something else than it may; the message is one line with path, line and column.</exception>
    public static IReadOnlyList<Decision> Read(string yaml, string path)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        if (yaml.Length > LongestFile) throw new InvalidDataException($"{path}: larger than {LongestFile >> 20} MB, which no talks.yaml is");
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(yaml);
            stream.Load(new ShallowParser(new Parser(reader)));
        }
        catch (YamlException e)
        {
            throw new InvalidDataException($"{path}:{e.Start.Line}:{e.Start.Column}: not YAML: {e.Message.ReplaceLineEndings(" ")}", e);
        }

        return stream.Documents.Count == 0 ? [] : new Reader(path).Read(stream.Documents[0].RootNode);
    }

    /// <summary>A file that says what was found, to be corrected by hand: read again with the same reports it changes nothing.</summary>
    public static string Write(Negotiation talks)
    {
        ArgumentNullException.ThrowIfNull(talks);
        var yaml = new StringBuilder();
        yaml.Append("# What was found on who is who and what is what. Correct it, and read it with: parley brief --talks FILE\n");
        yaml.Append("# aliases: other names of the same; apart-from: what it is not; found-as: what the reports call it; leave-out: what is none.\n");
        void Part(string list, IEnumerable<(string Name, IEnumerable<string> Aliases, string? Party, IEnumerable<string> Offices)> things)
        {
            string name = Array.Find(Lists, known => known.List == list).Name;
            bool any = false;
            foreach (var thing in things)
            {
                if (!any) yaml.Append('\n').Append(list).Append(":\n");
                any = true;
                yaml.Append("  - ").Append(name).Append(": ").Append(Scalar(thing.Name)).Append('\n');
                string[] aliases = [.. thing.Aliases];
                if (aliases.Length > 0) yaml.Append("    aliases: [").AppendJoin(", ", aliases.Select(Scalar)).Append("]\n");
                if (thing.Party is not null) yaml.Append("    party: ").Append(Scalar(thing.Party)).Append('\n');
                if (thing.Offices.Any()) yaml.Append("    office: ").Append(Scalar(string.Join("; ", thing.Offices))).Append('\n');
            }
        }

        Dictionary<string, string> parties = talks.Parties.ToDictionary(party => party.Id, party => party.Name, StringComparer.Ordinal);
        // An alias that more than one bears, or that is a bare noun for any side, tells nobody apart.
        HashSet<string> shared = [.. talks.Parties.SelectMany(party => party.Aliases.Append(party.Name).Select(Words.Key).Distinct()).GroupBy(key => key).Where(group => group.Count() > 1).Select(group => group.Key)];
        Part("parties", talks.Parties.Select(party => (party.Name, party.Aliases.Where(alias => PartyIdentity.Identifies(alias) && !shared.Contains(Words.Key(alias))), (string?)null, Enumerable.Empty<string>())));
        Part("speakers", talks.Actors.Select(actor => (actor.Name, Enumerable.Empty<string>(), actor.Party is null ? null : parties[actor.Party], (IEnumerable<string>)actor.Offices)));
        Part("proposals", talks.Proposals.Select(proposal => (proposal.Label, Own(proposal.OtherLabels, talks.Proposals.Select(other => (other.Label, other.OtherLabels))), (string?)null, Enumerable.Empty<string>())));
        Part("issues", talks.Issues.Select(issue => (issue.Label, Own(issue.OtherLabels, talks.Issues.Select(other => (other.Label, other.OtherLabels))), (string?)null, Enumerable.Empty<string>())));
        return yaml.ToString();
    }

    /// <summary>Those labels of a thing that no other bears.</summary>
    private static IEnumerable<string> Own(IReadOnlyList<string> labels, IEnumerable<(string Label, IReadOnlyList<string> Others)> all)
    {
        Dictionary<string, int> bearers = all.SelectMany(thing => thing.Others.Append(thing.Label).Select(Words.Key).Distinct()).CountBy(key => key).ToDictionary(pair => pair.Key, pair => pair.Value);
        return labels.Where(label => bearers[Words.Key(label)] == 1);
    }

    /// <summary>A text as YAML: plain where it can be nothing else, else in double quotes as in JSON, which YAML contains.</summary>
    private static string Scalar(string text)
    {
        bool plain = text.Length > 0 && char.IsLetter(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '\'' or '’') && text[^1] != ' ' && text.ToUpperInvariant() is not ("NULL" or "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N");
        return plain ? text : JsonSerializer.Serialize(text, RelaxedText);
    }

    private static readonly JsonSerializerOptions RelaxedText = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Turns nodes into decisions and says where the first thing stands that is wrong.</summary>
    private sealed class Reader(string path)
    {
        private readonly List<Decision> decisions = [];
        private readonly Dictionary<(ThingKind, string), (string Name, YamlNode Node)> named = [];

        public List<Decision> Read(YamlNode root)
        {
            if (root is YamlScalarNode { Value: null or "" }) return [];
            Dictionary<string, YamlNode> parts = Fields(root, "a talks.yaml", [.. Lists.Select(list => list.List), "leave-out"]);
            foreach (var (list, kind, name) in Lists)
                if (parts.TryGetValue(list, out YamlNode? node))
                    foreach (YamlNode item in Items(node, $"'{list}'")) Thing(item, kind, name);
            if (parts.TryGetValue("leave-out", out YamlNode? none))
                foreach (var (list, items) in Fields(none, "'leave-out'", [.. Lists.Select(known => known.List)]))
                    foreach (YamlNode item in Items(items, $"'{list}'"))
                    {
                        ThingKind kind = Array.Find(Lists, known => known.List == list).Kind;
                        string text = Text(item, $"an entry of '{list}'");
                        if (named.TryGetValue((kind, Words.Key(text)), out var other)) throw At(item, $"'{text}' is left out here and named in line {other.Node.Start.Line}; keep one of the two");
                        decisions.Add(new LeaveOut(kind, text));
                    }

            return decisions;
        }

        private void Thing(YamlNode node, ThingKind kind, string nameField)
        {
            string what = kind switch { ThingKind.Party => "a party", ThingKind.Actor => "a speaker", ThingKind.Proposal => "a proposal", _ => "an issue" };
            List<string> known = [nameField, "aliases", "apart-from", "found-as", "note"];
            if (kind == ThingKind.Actor) known.AddRange(["party", "office"]);
            Dictionary<string, YamlNode> fields = Fields(node, what, [.. known]);
            if (!fields.TryGetValue(nameField, out YamlNode? nameNode)) throw At(node, $"{what} has no '{nameField}'");
            string name = Text(nameNode, $"'{nameField}'");
            Name(nameNode, kind, name, name);
            string? note = fields.TryGetValue("note", out YamlNode? noted) ? Text(noted, "'note'") : null;
            if (fields.TryGetValue("found-as", out YamlNode? found)) decisions.Add(new Rename(kind, Text(found, "'found-as'"), name) { Note = note });
            List<string> aliases = Texts(fields, "aliases", alias => Name(alias.Node, kind, alias.Text, name));
            if (aliases.Count > 0) decisions.Add(new Merge(kind, name, aliases) { Note = note });
            List<string> apart = Texts(fields, "apart-from", _ => { });
            if (apart.Count > 0) decisions.Add(new Split(kind, name, apart) { Note = note });
            string? party = fields.TryGetValue("party", out YamlNode? side) ? Text(side, "'party'") : null, office = fields.TryGetValue("office", out YamlNode? held) ? Text(held, "'office'") : null;
            if (party is not null || office is not null) decisions.Add(new Affiliate(name, party, office) { Note = note });
        }

        /// <summary>A name is of one thing only.</summary>
        private void Name(YamlNode node, ThingKind kind, string name, string of)
        {
            if (named.TryGetValue((kind, Words.Key(name)), out var other) && !ReferenceEquals(other.Name, of)) throw At(node, $"'{name}' is '{other.Name}' already, in line {other.Node.Start.Line}");
            named[(kind, Words.Key(name))] = (of, node);
        }

        private List<string> Texts(Dictionary<string, YamlNode> fields, string field, Action<(YamlNode Node, string Text)> each)
        {
            List<string> texts = [];
            if (!fields.TryGetValue(field, out YamlNode? node)) return texts;
            foreach (YamlNode item in Items(node, $"'{field}'"))
            {
                string text = Text(item, $"an entry of '{field}'");
                each((item, text));
                texts.Add(text);
            }

            return texts;
        }

        private InvalidDataException At(YamlNode node, string what) => new($"{path}:{node.Start.Line}:{node.Start.Column}: {what}");

        private Dictionary<string, YamlNode> Fields(YamlNode node, string what, string[] known)
        {
            if (node is not YamlMappingNode mapping) throw At(node, $"{what} has fields: {string.Join(", ", known)}");
            var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
            foreach (var (key, value) in mapping.Children)
            {
                string name = key is YamlScalarNode scalar ? scalar.Value ?? "" : "";
                if (!known.Contains(name)) throw At(key, $"{what} has no field '{name}'; it has {string.Join(", ", known)}");
                fields[name] = value;
            }

            return fields;
        }

        private List<YamlNode> Items(YamlNode node, string what) => node switch
        {
            YamlSequenceNode list => [.. list.Children],
            YamlScalarNode { Value: null or "" } => [],
            _ => throw At(node, $"{what} is a list; write [a, b] or a line with '- ' for each"),
        };

        private string Text(YamlNode node, string what) => node is YamlScalarNode { Value: { } value } && value.Trim().Length > 0 ? value.Trim() : throw At(node, $"{what} is a text and not empty");
    }

    /// <summary>Refuses depth that no talks.yaml has, before anything is built of it.</summary>
    private sealed class ShallowParser(IParser inner) : IParser
    {
        private const int Deepest = 16;
        private int depth;

        public ParsingEvent? Current => inner.Current;

        public bool MoveNext()
        {
            bool more = inner.MoveNext();
            depth += inner.Current?.NestingIncrease ?? 0;
            return depth <= Deepest + 2 ? more : throw new YamlException(inner.Current!.Start, inner.Current.End, "nested too deep");
        }
    }
}
