using Alforis.Workflows.Engine.Schema;

namespace EmbeddedConsole;

/// <summary>What workflows see: its properties are the roots of paths, so a workflow may write <c>order.customer.country</c>.</summary>
internal sealed record OrderEvent(Order Order);

internal sealed record Order(int Id, Customer Customer, decimal Total, OrderStatus Status, DateOnly? DueDate, IReadOnlyList<string> Tags);

internal sealed record Customer(string Name, string? Email, string Country);

internal enum OrderStatus
{
    New,
    Paid,
    Cancelled,
}

/// <summary>The settings of the action <c>send_mail</c>.</summary>
internal sealed record MailSettings
{
    public required string To { get; init; }

    [Setting(MaxLength = 80)]
    public required string Subject { get; init; }
}

/// <summary>The settings of the action <c>create_task</c>.</summary>
internal sealed record TaskSettings
{
    public required string Title { get; init; }

    [Setting(Choices = ["normal", "high"])]
    public string Priority { get; init; } = "normal";

    [Setting(Minimum = 0, Maximum = 90)]
    public int DueInDays { get; init; } = 7;
}
