namespace Alforis.Workflows.Engine.Diagnostics;

/// <summary>How much a <see cref="Diagnostic"/> weighs.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Notice,

    /// <summary>Probably not what was meant; the definition is accepted.</summary>
    Warning,

    /// <summary>The definition is refused.</summary>
    Error,
}
