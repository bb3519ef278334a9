namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>What a header of a call must be like, wherever it is written.</summary>
public static class HeaderRules
{
    /// <summary>What is wrong with a header, as a sentence without its value; <see langword="null"/> when nothing is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; <see langword="null"/> is none.</param>
    public static string? Problem(string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (new HeaderNameFormat().Check(name) is { } problem) return $"'{name}' cannot be a header. {problem}";
        if (value is null) return $"The header '{name}' has no value.";
        return value.Any(c => char.IsControl(c) && c != '\t') ? $"The value of the header '{name}' must be one line without control characters." : null;
    }
}
