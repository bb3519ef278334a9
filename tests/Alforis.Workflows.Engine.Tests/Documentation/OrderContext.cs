using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.Documentation;

public sealed record Order(string Customer, decimal Total, DateOnly? DueDate);

public sealed record OrderContext(Order Order);

public sealed record NotifySettings
{
    public required string Message { get; init; }

    [Setting(Choices = ["sales", "support"])]
    public string? Team { get; init; }
}
