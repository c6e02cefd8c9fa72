namespace Parley.Learning;

/// <summary>
/// Makes of what a model thinks how often it is right: a logistic function of the log-odds (Platt 1999), fitted to what was found in texts that the model had not seen. Never changes an order.
/// </summary>
/// <param name="Slope">Factor of the log-odds: below 1, the model is too sure of itself.</param>
/// <param name="Intercept">What is added to them.</param>
internal readonly record struct ConfidenceMap(double Slope, double Intercept)
{
    /// <summary>The map that changes nothing.</summary>
    public static ConfidenceMap Identity => new(1, 0);

    /// <summary>How often what has this probability by the model is right, in [0, 1].</summary>
    public double Of(double probability) => this == Identity ? probability : PortableMath.Logistic(Slope * LogOdds(probability) + Intercept);

    /// <summary>The map of the greatest likelihood, by Newton's method; <see cref="Identity"/> where the findings cannot tell (too few, all right, or all wrong).</summary>
    public static ConfidenceMap Fit(IReadOnlyList<(double Probability, bool Right)> findings)
    {
        int right = findings.Count(f => f.Right);
        if (right < 10 || findings.Count - right < 10) return Identity;
        double slope = 1, intercept = 0;
        for (int step = 0; step < 50; step++)
        {
            double gradientSlope = 0, gradientIntercept = 0, curveSlope = 1e-9, curveBoth = 0, curveIntercept = 1e-9;
            foreach (var (probability, isRight) in findings)
            {
                double x = LogOdds(probability), p = PortableMath.Logistic(slope * x + intercept), error = p - (isRight ? 1 : 0), weight = p * (1 - p);
                gradientSlope += error * x;
                gradientIntercept += error;
                curveSlope += weight * x * x;
                curveBoth += weight * x;
                curveIntercept += weight;
            }

            double determinant = curveSlope * curveIntercept - curveBoth * curveBoth;
            if (!(determinant > 0)) return Identity;
            double changeSlope = (curveIntercept * gradientSlope - curveBoth * gradientIntercept) / determinant;
            double changeIntercept = (curveSlope * gradientIntercept - curveBoth * gradientSlope) / determinant;
            slope -= changeSlope;
            intercept -= changeIntercept;
            if (Math.Abs(changeSlope) + Math.Abs(changeIntercept) < 1e-10) break;
        }

        // Falling confidences would turn the order round: then nothing was learned.
        return slope > 0 && double.IsFinite(slope) && double.IsFinite(intercept) ? new(slope, intercept) : Identity;
    }

    private static double LogOdds(double probability)
    {
        double p = Math.Clamp(probability, 1e-6, 1 - 1e-6);
        return PortableMath.Log(p / (1 - p));
    }
}
