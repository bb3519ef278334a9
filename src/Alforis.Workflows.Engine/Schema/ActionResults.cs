using System.Collections.Frozen;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>Where actions see what earlier ones of their workflow brought: below the root, by the earlier action's id. Immutable, thread-safe.</summary>
/// <param name="Root">The root, free JSON.</param>
/// <param name="Schemas">What each kind of action brings, as JSON Schema; others bring nothing.</param>
internal sealed record ActionResults(FieldSchema Root, FrozenDictionary<string, JsonElement> Schemas);
