namespace Alforis.Workflows.Engine.Schema;

/// <summary>Where the text of a setting goes. It decides how that which placeholders bring is made harmless; fixed text stays as written.</summary>
public enum SettingDestination
{
    /// <summary>Plain text, or JSON that somebody else writes out: as it is.</summary>
    Text,

    /// <summary>HTML: <c>&amp;</c>, <c>&lt;</c>, <c>&gt;</c> and quotes become entities.</summary>
    Html,

    /// <summary>One line, such as a subject or the value of a header: control characters and line ends become a space.</summary>
    Header,

    /// <summary>
    /// E-mail addresses: one line, and each must satisfy <see cref="SettingSchema.Format"/> when it is rendered, else the action has a
    /// problem. Elements of a list that come out empty are left out; a required list must keep one.
    /// </summary>
    Address,

    /// <summary>
    /// A URL: percent-encoded, except a placeholder at the very beginning, which may bring a whole address. The result must satisfy
    /// <see cref="SettingSchema.Format"/>, else the action has a problem.
    /// </summary>
    Url,
}
