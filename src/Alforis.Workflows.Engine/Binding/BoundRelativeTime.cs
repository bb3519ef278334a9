using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>An amount of time from the moment of evaluation or from its date.</summary>
/// <param name="Base"><see cref="PathRoot.Now"/> or <see cref="PathRoot.Today"/>.</param>
/// <param name="Amount">How long before (negative) or after; days at least beside today.</param>
/// <param name="Kind">What is wanted: <see cref="ValueKind.Date"/>, or <see cref="ValueKind.DateTime"/> (midnight, beside today).</param>
internal sealed record BoundRelativeTime(PathRoot Base, TimeAmount Amount, ValueKind Kind) : BoundOperand
{
    public override string ToString() => (Base == PathRoot.Now ? "now " : "today ") + Amount.ToSignedText();
}
