namespace Alforis.Workflows.Host.Commands.Terminal;

/// <summary>Colours of states, for terminals that show them.</summary>
internal static class TerminalColour
{
    private const string Reset = "\u001b[0m";

    /// <summary>The text in the colour that a state has; as it is when the state has none or colours are not wanted.</summary>
    /// <param name="state">A state of a workflow, an execution, an action or an event.</param>
    /// <param name="text">What to print, for instance the state with spaces behind it.</param>
    /// <param name="colours">Whether colours are wanted.</param>
    public static string Paint(string state, string text, bool colours)
    {
        var colour = state switch
        {
            "success" or "active" or "ok" or "✓" => "\u001b[32m",
            "failed" or "suspended" or "parked" or "problem" or "✗" => "\u001b[31m",
            "waiting" or "not_run" or "warning" => "\u001b[33m",
            _ => null,
        };
        return colours && colour is not null ? colour + text + Reset : text;
    }
}
