using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>What an action writes to: an entity, and one of its fields once a setting has named it.</summary>
internal readonly record struct FieldTarget(string? EntityName, EntitySchema? Entity, FieldSchema? Field);
