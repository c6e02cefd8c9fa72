using System.Xml.Linq;
using Parley.Statements;
using Shouldly;
using Xunit;

namespace Parley.Tests.Statements;

public class CalibrationTests
{
    [Fact]
    public void The_error_is_the_gap_between_what_is_stated_and_what_is_right()
    {
        var calibration = new Calibration { Wanted = 8 };
        for (int i = 0; i < 4; i++) calibration.Add(0.75, right: i < 3);
        calibration.Error.ShouldBe(0, 1e-12);
        for (int i = 0; i < 4; i++) calibration.Add(0.25, right: i < 3);
        calibration.Error.ShouldBe(0.25, 1e-12);
    }

    [Fact]
    public void Recall_at_a_precision_takes_all_that_can_be_had_for_it()
    {
        var calibration = new Calibration { Wanted = 10 };
        foreach (var (confidence, right) in ((double, bool)[])[(0.9, true), (0.8, false), (0.7, true), (0.6, true), (0.5, true), (0.4, false), (0.3, false)]) calibration.Add(confidence, right);
        calibration.At(0.8).ShouldBe((0.5, 0.8, 0.4));
        calibration.At(0.95).ShouldBe((0.9, 1.0, 0.1));
        new Calibration().At(0.9).ShouldBeNull();
    }

    [Fact]
    public void The_diagram_is_well_formed_and_has_a_dot_for_each_step()
    {
        var calibration = new Calibration();
        calibration.Add(0.15, right: false);
        calibration.Add(0.95, right: true);
        calibration.Add(1, right: true);
        XDocument.Parse(calibration.Svg()).Descendants().Count(e => e.Name.LocalName == "circle").ShouldBe(2);
    }
}
