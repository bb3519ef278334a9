using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>Changes instead of values: of what a number is now, or from today for a date.</summary>
internal sealed class RelativeValueFormat : IFieldValueFormat
{
    public bool Accepts(FieldSchema field, string text) => field.Kind switch
    {
        ValueKind.Number => RelativeNumber.Parse(text) is not null,
        ValueKind.Date => DueDate.Parse(text) is { Date: null },
        _ => false,
    };

    public string? Describe(FieldSchema field) => field.Kind switch
    {
        ValueKind.Number => "A change is possible too: \"+10 %\", \"-5 %\", \"+500\" or \"-500\".",
        ValueKind.Date => "An amount of time from today is possible too: \"+30 days\", \"+2 business days\", \"+1 week\" or \"+1 month\".",
        _ => null,
    };
}
