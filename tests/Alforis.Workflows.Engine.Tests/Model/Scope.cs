using System.Text.Json;

namespace Alforis.Workflows.Engine.Tests.Model;

/// <summary>The context of the tests' workflows.</summary>
public sealed class Scope
{
    public Item? Item { get; init; }

    public Item? Previous { get; init; }

    public Owner? Team { get; init; }

    public Change? Change { get; init; }

    public JsonElement? Payload { get; init; }
}

/// <summary>What happened to the item.</summary>
public sealed record Change(List<string> Fields, string? By);
