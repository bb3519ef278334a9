namespace Alforis.Workflows.Engine.Diagnostics;

/// <summary>The codes of all diagnostics. A code keeps its meaning for good.</summary>
public static class DiagnosticCodes
{
    /// <summary>The text is not JSON.</summary>
    public const string JsonSyntax = "WF1001";

    /// <summary>An object has the same member twice.</summary>
    public const string DuplicateMember = "WF1002";

    /// <summary>An object has a member that means nothing there.</summary>
    public const string UnknownMember = "WF1003";

    /// <summary>An object lacks a member that it must have.</summary>
    public const string MissingMember = "WF1004";

    /// <summary>A value has the wrong JSON type.</summary>
    public const string WrongType = "WF1005";

    /// <summary>A value is not one of the allowed choices.</summary>
    public const string UnknownChoice = "WF1006";

    /// <summary>The definition is larger or deeper than allowed.</summary>
    public const string TooLarge = "WF1007";

    /// <summary>The trigger is not known.</summary>
    public const string UnknownTrigger = "WF1101";

    /// <summary>A setting of the trigger is invalid or contradicts another.</summary>
    public const string InvalidTriggerSetting = "WF1102";

    /// <summary>The workflow's time zone is not known to this system.</summary>
    public const string UnknownTimeZone = "WF1103";

    /// <summary>A path names no field.</summary>
    public const string UnknownField = "WF1201";

    /// <summary>The operator is not known.</summary>
    public const string UnknownOperator = "WF1202";

    /// <summary>The operator is not defined for the field's type.</summary>
    public const string OperatorNotDefined = "WF1203";

    /// <summary>A literal cannot be converted to the field's type.</summary>
    public const string LiteralNotConvertible = "WF1204";

    /// <summary>A value is none of the field's enumeration values.</summary>
    public const string UnknownEnumValue = "WF1205";

    /// <summary>Two fields cannot be compared with each other.</summary>
    public const string FieldsNotComparable = "WF1206";

    /// <summary>A list of values is empty.</summary>
    public const string EmptyList = "WF1207";

    /// <summary>A group of conditions has no rules.</summary>
    public const string EmptyGroup = "WF1208";

    /// <summary>An amount of time from now or today cannot be read, or is too far away.</summary>
    public const string InvalidRelativeTime = "WF1209";

    /// <summary>A range ends before it begins: nothing is in it.</summary>
    public const string EmptyRange = "WF1210";

    /// <summary>A regular expression cannot be read, is not supported, or is too large.</summary>
    public const string InvalidPattern = "WF1211";

    /// <summary>An operator that asks about the field alone has a value.</summary>
    public const string ValueNotAllowed = "WF1212";

    /// <summary>A change is asked for where none can be seen.</summary>
    public const string ChangeNotKnown = "WF1213";

    /// <summary>Case cannot be ignored where there is no text.</summary>
    public const string CaseNotIgnorable = "WF1214";

    /// <summary>A list inside of <c>any</c> or <c>all</c> is none of the element's own, or they are nested too deep.</summary>
    public const string InvalidElements = "WF1215";

    /// <summary>A rule or group can never hold. A warning.</summary>
    public const string NeverHolds = "WF1216";

    /// <summary>A rule or group always holds. A warning.</summary>
    public const string AlwaysHolds = "WF1217";

    /// <summary>The action is not known.</summary>
    public const string UnknownAction = "WF1301";

    /// <summary>A setting's value is out of range or malformed.</summary>
    public const string InvalidSetting = "WF1302";

    /// <summary>An action's target is no entity of the context.</summary>
    public const string UnknownTarget = "WF1303";

    /// <summary>A setting that must be fixed contains a placeholder.</summary>
    public const string TemplateNotAllowed = "WF1304";

    /// <summary>Settings exclude or require each other.</summary>
    public const string SettingsConflict = "WF1305";

    /// <summary>Two actions have the same id.</summary>
    public const string DuplicateActionId = "WF1306";

    /// <summary>A delay cannot be read, or is not from one second to 366 days.</summary>
    public const string InvalidDelay = "WF1307";

    /// <summary>How often an action is tried, or how long is waited between attempts, cannot be read or is out of its range.</summary>
    public const string InvalidRetry = "WF1308";

    /// <summary>Something has no effect where it stands. A warning.</summary>
    public const string NoEffect = "WF1309";

    /// <summary>A template cannot be read.</summary>
    public const string TemplateSyntax = "WF1401";

    /// <summary>A placeholder names no field.</summary>
    public const string UnknownVariable = "WF1402";

    /// <summary>A placeholder's type does not fit the setting.</summary>
    public const string TemplateType = "WF1403";

    /// <summary>A template calls a function that there is not.</summary>
    public const string UnknownFunction = "WF1404";

    /// <summary>A function is called with too few or too many arguments.</summary>
    public const string ArgumentCount = "WF1405";

    /// <summary>An <c>if</c> or <c>for</c> is not ended, or <c>else</c> or <c>end</c> belongs to none.</summary>
    public const string TemplateBlock = "WF1406";

    /// <summary>Scriban's language has this, or Liquid's or Jinja's, and the subset here does not.</summary>
    public const string UnsupportedTemplate = "WF1407";

    /// <summary>The format of a number, the pattern of a date or a culture in a template is not known.</summary>
    public const string InvalidFormat = "WF1408";

    /// <summary>The workflow's locale is not known to this system.</summary>
    public const string UnknownLocale = "WF1409";

    /// <summary>A member of older definitions was ignored.</summary>
    public const string IgnoredMember = "WF1901";

    /// <summary>A name of older definitions was read as today's. A notice.</summary>
    public const string OlderName = "WF1902";

    /// <summary>A value that is written otherwise today was understood. A notice.</summary>
    public const string OlderValue = "WF1903";

    /// <summary>Something is said twice, and both agree: one of them is enough. A notice.</summary>
    public const string SaidTwice = "WF1904";
}
