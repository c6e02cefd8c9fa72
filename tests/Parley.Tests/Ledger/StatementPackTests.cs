using FsCheck.Fluent;
using Parley.Ledger;
using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Ledger;

public class StatementPackTests
{
    [Fact]
    public void Statements_and_positions_come_back_as_they_were_packed()
    {
        var random = new Random(7);
        for (int time = 0; time < 300; time++)
        {
            StatementRow[] statements = [.. Enumerable.Range(0, random.Next(6)).Select(i => new StatementRow(
                i, Maybe(ThingKind.Actor), Maybe(ThingKind.Party), (int)Any<Act>(), random.Next(1001), random.Next(2) == 1, (int)Any<ReviewStatus>(), (int)Any<ReviewStatus>(), random.Next(100_000), random.Next(100_000)))];
            PositionRow[] positions = [.. Enumerable.Range(0, statements.Length).Select(i => new PositionRow(i, i, Some(ThingKind.Party), Some(ThingKind.Issue), (int)Any<Stance>(), (int)Any<Voice>(), random.Next(1001)))];
            int day = random.Next(-1, 800_000);
            StatementPack.Statements(StatementPack.Statements(statements, Id)).ShouldBe(statements.Select(row => new PackedStatement(
                row.Ordinal, row.Speaker is { } speaker ? (int)Id(speaker) : 0, row.Party is { } party ? (int)Id(party) : 0, row.First, row.Last, (Act)row.Act, row.IsRejected, (ReviewStatus)row.Author, (ReviewStatus)row.Reviewer)));
            byte[] packed = StatementPack.Positions(day, positions, Id);
            PackedPosition[] expected = [.. positions.Select(row => new PackedPosition(day, row.Statement, (int)Id(row.Holder), (int)Id(row.Target), (Stance)row.Stance, (Voice)row.Voice, row.Confidence))];
            StatementPack.Positions(packed).ToList().ShouldBe(expected);
            StatementPack.Positions([.. packed, .. packed]).ToList().ShouldBe([.. expected, .. expected]);
        }

        Name Some(ThingKind kind) => new(kind, "", random.Next(1, 100_000).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Name? Maybe(ThingKind kind) => random.Next(2) == 0 ? null : Some(kind);
        T Any<T>() where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
        static long Id(Name name) => long.Parse(name.Text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void What_was_not_packed_is_refused_or_read_to_its_end()
    {
        foreach (byte[] bytes in Gen.Choose(0, 255).Select(number => (byte)number).ArrayOf().Sample(300, 40))
        {
            foreach (Action read in new Action[] { () => StatementPack.Statements(bytes), () => StatementPack.Positions(bytes).ToList() })
            {
                try
                {
                    read();
                }
                catch (InvalidDataException)
                {
                    // Refused.
                }
            }
        }

        Should.Throw<InvalidDataException>(() => StatementPack.Statements([1, 0, 0]));
        Should.Throw<InvalidDataException>(() => StatementPack.Positions([1, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]).ToList());
    }
}
