namespace Alforis.Crm.Data.Workflows;

/// <summary>The codes of diagnostics that the CRM adds to the engine's. A code keeps its meaning for good.</summary>
public static class CrmDiagnosticCodes
{
    /// <summary>A template would become active.</summary>
    public const string TemplateNotActivated = "WF2003";

    /// <summary>Two definitions of one import have the same name.</summary>
    public const string DuplicateName = "WF2004";

    /// <summary>A description is longer than the database takes.</summary>
    public const string DescriptionTooLong = "WF2005";

    /// <summary>An active workflow would send an e-mail template that is not stored.</summary>
    public const string EmailTemplateUnknown = "WF2006";

    /// <summary>An active workflow would send an e-mail template that reads what the workflow does not have.</summary>
    public const string EmailTemplateUnfit = "WF2007";

    /// <summary>An active workflow would call a webhook target that is not there.</summary>
    public const string UnknownTarget = "WF2008";

    /// <summary>A definition has the name of a workflow that is a target's subscription.</summary>
    public const string SubscriptionName = "WF2009";

    /// <summary>Whoever would activate a workflow, or has activated it, may not do what one of its actions does.</summary>
    public const string NotPermitted = "WF2010";

    /// <summary>A definition has a password or a token written into it.</summary>
    public const string WrittenSecret = "WF2011";

    /// <summary>A file cannot be read, is empty, or is not UTF-8 text.</summary>
    public const string UnreadableFile = "WF2101";

    /// <summary>A context file is not JSON, names a member twice, or is larger than allowed.</summary>
    public const string ContextSyntax = "WF2201";

    /// <summary>A context file has a member that means nothing there.</summary>
    public const string ContextUnknownMember = "WF2202";

    /// <summary>A value of a context file is missing, of a wrong type or out of its range.</summary>
    public const string ContextValue = "WF2203";

    /// <summary>The parts of a context file contradict each other.</summary>
    public const string ContextContradiction = "WF2204";
}
