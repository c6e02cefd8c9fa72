using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// One stage of a frontier's computation and, with the others, its certificate: where each point came from, and by how much what was dropped may be better than what stands for it.
/// </summary>
/// <param name="Issues">The issues that were added: one, or several at once.</param>
/// <param name="Options">The ways of settling them that came into question: for each, one flat option by issue.</param>
/// <param name="Parents">By point of this stage: the point of the stage before.</param>
/// <param name="Chosen">By point: place in <paramref name="Options"/>.</param>
/// <param name="Slack">By party: by how much (scaled) a sum may be above the point that stands for it; all 0 where the stage is exact.</param>
/// <param name="Block">Where several issues were added: the stages of their own frontier, whose points <paramref name="Options"/> are.</param>
internal sealed record FrontierStep(int[] Issues, int[][] Options, int[] Parents, ushort[] Chosen, BigInteger[] Slack, IReadOnlyList<FrontierStep>? Block = null);
