using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Emails;

/// <summary>Something that is wrong with a template.</summary>
/// <param name="Member">The part of it: <c>subject</c>, <c>html</c>, <c>text</c>, <c>name</c>…</param>
/// <param name="Message">What is wrong, as a sentence.</param>
public sealed record EmailTemplateProblem(string Member, string Message)
{
    /// <summary>What the compiler found, at its place in that part; <see langword="null"/> for what has no place.</summary>
    public Diagnostic? Diagnostic { get; init; }

    /// <summary>Member, place, message and cure, as one line.</summary>
    public override string ToString() => Diagnostic is { } found
        ? FormattableString.Invariant($"{Member}, line {found.Line}, column {found.Column}: {Message}{(found.Suggestion is { } cure ? " " + cure : "")}")
        : Message;
}
