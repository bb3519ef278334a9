using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>An action ready to run, every placeholder filled in; or why it cannot, or that it shall not.</summary>
/// <param name="Id">Its name within the workflow.</param>
/// <param name="Type">The kind of action, as the schema writes it.</param>
/// <param name="OnError">What a failure means for the rest of the execution.</param>
/// <param name="Target">The root of the context that it acts on, for example <c>deal</c>; <see langword="null"/> for none.</param>
/// <param name="Settings">The settings; the caller owns this object. Empty when there is a problem.</param>
/// <param name="Problem">
/// Why it cannot run, as a sentence that names the setting that came out too long; <see langword="null"/> when it can.
/// </param>
/// <param name="IsSkipped">Whether its <c>when</c> does not hold, so that it is not to run; its settings are then not rendered, and empty.</param>
public sealed record PlannedAction(
    string Id, string Type, ErrorPolicy OnError, string? Target, JsonObject Settings, string? Problem = null, bool IsSkipped = false);
