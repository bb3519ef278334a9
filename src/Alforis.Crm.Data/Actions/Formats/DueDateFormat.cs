using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>A date or an amount of time from today.</summary>
internal sealed class DueDateFormat : ISettingFormat
{
    public string? Check(string text) => DueDate.Parse(text) is not null
        ? null
        : $"'{text}' is no due date: write \"2026-12-01\", \"+7 days\", \"+2 business days\", \"+1 week\" or \"+1 month\".";

    /// <summary>Nothing is due before it is created, so an amount without a sign lies ahead.</summary>
    public string? Read(string text) => "+" + text.Trim() is var signed && DueDate.Parse(signed) is not null ? signed : null;
}
