using System.Xml.Linq;
using Parley.Exchange;
using Parley.Tests.Exchange;
using Shouldly;
using Xunit;

namespace Parley.Tests.Cli;

public sealed class NetworksCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public NetworksCommandTests() => DnaFile.Write(HarbourCodes.Database(), folder["codes.dna"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_matrix_has_labels_in_its_first_row_and_column() =>
        Run("--aggregate", "ignore").Out.ShouldBe("\"\",\"City\",\"Harbour Board\",\"Union of Dockers\"\n\"City\",0,4,3\n\"Harbour Board\",4,0,8\n\"Union of Dockers\",3,8,0\n");

    [Fact]
    public void Agreement_less_conflict_is_the_default_and_ignoring_both_is_that_of_DNA()
    {
        Run().Out.ShouldBe(Run("--aggregate", "subtract", "--rows", "organization", "--columns", "concept", "--qualifier", "agreement", "--normalise", "none").Out);
        Run("--as-dna").Out.ShouldBe(Run("--aggregate", "ignore").Out);
    }

    [Fact]
    public void Ties_are_listed_once_and_with_their_window()
    {
        Run("--format", "edges").Out.ShouldBe("source,target,weight\n\"City\",\"Harbour Board\",-4\n\"City\",\"Union of Dockers\",-1\n");
        Run("--format", "edges", "--window", "1 year", "--aggregate", "ignore", "--to", "2030-12-31").Out
            .ShouldBe("from,to,source,target,weight\n2030-01-01T00:00:00,2030-12-31T23:59:59,\"Harbour Board\",\"Union of Dockers\",3\n");
    }

    [Fact]
    public void Several_matrices_name_their_windows_in_the_corner() =>
        Run("--mode", "two", "--window", "1year", "--aggregate", "ignore").Out.ShouldBe(
            "\"2030-01-01T00:00:00/2030-12-31T23:59:59\",\"new crane\",\"night shifts\"\n\"Harbour Board\",0,3\n\"Union of Dockers\",1,1\n\n" +
            "\"2031-01-01T00:00:00/2031-12-31T23:59:59\",\"new crane\",\"night shifts\"\n\"City\",1,1\n\"Harbour Board\",0,1\n\"Union of Dockers\",0,1\n");

    [Fact]
    public void GraphML_has_nodes_with_names_and_edges_with_weights()
    {
        XNamespace ns = "http://graphml.graphdrawing.org/xmlns";
        XElement graph = XDocument.Parse(Run("--mode", "two", "--format", "graphml", "--aggregate", "ignore").Out).Root!.Element(ns + "graph")!;
        graph.Elements(ns + "node").Select(node => node.Elements(ns + "data").First().Value).ShouldBe(["City", "Harbour Board", "Union of Dockers", "new crane", "night shifts"]);
        graph.Elements(ns + "edge").Sum(edge => double.Parse(edge.Element(ns + "data")!.Value)).ShouldBe(9);
    }

    [Fact]
    public void Reports_make_a_network_of_positions()
    {
        var run = CliRun.Of("talks", "networks", folder.Write("2031-03-15.txt", "Ferry talks\n\nThe ferry union rejected the company's offer on Monday. The company said it wants longer shifts.\n"), "--min-confidence", "0", "--mode", "two");
        run.Code.ShouldBe(0);
        run.Out.ShouldStartWith("\"\"");
    }

    [Fact]
    public void Readings_give_the_network_of_their_reports()
    {
        string report = folder.Write("2031-03-15.txt", "Ferry talks\n\nThe ferry union rejected the company's offer on Monday. The company said it wants longer shifts.\n");
        string readings = folder.Write("readings.jsonl", CliRun.Of("read", report).Out);
        foreach (string mode in new[] { "one", "two" })
            CliRun.Of("talks", "networks", readings, "--min-confidence", "0", "--mode", mode).ShouldBe(CliRun.Of("talks", "networks", report, "--min-confidence", "0", "--mode", mode));
        var run = CliRun.Of("talks", "networks", folder.Write("broken.jsonl", "{\"reader\":{}}\n"));
        run.Code.ShouldBe(1);
        run.Error.ShouldContain("broken.jsonl:1: is no reading");
    }

    [Theory]
    [InlineData(2, "--rows", "ship", "no variable is called 'ship'")]
    [InlineData(2, "--window", "often", "--window: 'often' is no length")]
    [InlineData(2, "--mode", "three", "--mode: 'three' is none of one, two.")]
    [InlineData(2, "--from", "Monday", "'Monday' is no date")]
    [InlineData(2, "--exclude", "City", "is no VARIABLE=VALUE")]
    [InlineData(2, "--type", "Quarrel", "no statement type is called 'Quarrel'; there are 'Position'")]
    public void What_is_not_asked_rightly_is_said_in_one_line(int code, string option, string value, string message)
    {
        var run = Run(option, value);
        run.Code.ShouldBe(code);
        run.Out.ShouldBe("");
        run.Error.ShouldContain(message);
        run.Error.Count(c => c == '\n').ShouldBe(1);
    }

    [Fact]
    public void A_file_that_only_ends_like_a_database_is_said_to_be_none()
    {
        var run = CliRun.Of("talks", "networks", folder.Write("x.dna", "nothing"));
        run.Code.ShouldBe(1);
        run.Error.ShouldContain("is no SQLite database");
    }

    [Fact]
    public void Networks_are_compared_with_matrices_whose_names_say_how_they_were_made()
    {
        folder.Write("expected/onemode__organization_over_concept__congruence__norm-no__dup-include.csv", "\"\",City,Harbour Board,Union of Dockers\nCity,0,0,1\nHarbour Board,0,0,4\nUnion of Dockers,1,4,0\n");
        folder.Write("expected/twomode__organization_x_concept__subtract__norm-activity__dup-acrossrange.csv", "\"\",new crane,night shifts\nCity,-0.5,-0.5\nHarbour Board,0,1\nUnion of Dockers,0.3333333333333333,0\n");
        CliRun.Of("evaluate", "networks", folder.Path).Out.ShouldStartWith("2 of 2 matrices equal to 1E-09");
        folder.Write("expected/onemode__organization_over_concept__conflict__norm-no__dup-include.csv", "\"\",City,Harbour Board,Union of Dockers\nCity,0,4,2\nHarbour Board,4,0,3\nUnion of Dockers,2,4,0\n");
        var run = CliRun.Of("evaluate", "networks", folder.Path);
        run.Code.ShouldBe(1);
        run.Out.ShouldStartWith("differs: onemode__organization_over_concept__conflict__norm-no__dup-include.csv: by 1\n2 of 3 matrices");
    }

    private CliRun Run(params string[] options) => CliRun.Of(["talks", "networks", folder["codes.dna"], .. options]);
}
