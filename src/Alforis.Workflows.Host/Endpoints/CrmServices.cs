using Alforis.Crm.Data.Activities;
using Alforis.Crm.Data.Deals;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Hooks;
using Alforis.Crm.Data.Notifications;
using Alforis.Crm.Data.Organisations;
using Alforis.Crm.Data.People;
using Alforis.Crm.Data.Tasks;
using Alforis.Crm.Data.Timeline;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Host.Endpoints.Activities;
using Alforis.Workflows.Host.Endpoints.Deals;
using Alforis.Workflows.Host.Endpoints.EmailTemplates;
using Alforis.Workflows.Host.Endpoints.IncomingHooks;
using Alforis.Workflows.Host.Endpoints.Notifications;
using Alforis.Workflows.Host.Endpoints.Organisations;
using Alforis.Workflows.Host.Endpoints.People;
using Alforis.Workflows.Host.Endpoints.Tasks;
using Alforis.Workflows.Host.Endpoints.Timelines;
using Alforis.Workflows.Host.Endpoints.Webhooks;

namespace Alforis.Workflows.Host.Endpoints;

/// <summary>The resources of the CRM, and what reads and writes them.</summary>
internal static class CrmServices
{
    public static IServiceCollection AddCrmResources(this IServiceCollection services) => services
        .AddSingleton<OrganisationListQuery>()
        .AddSingleton<OrganisationSearch>()
        .AddSingleton<OrganisationQuery>()
        .AddSingleton<OrganisationWriting>()
        .AddSingleton<DealListQuery>()
        .AddSingleton<DealQuery>()
        .AddSingleton<DealWriting>()
        .AddSingleton<TaskQuery>()
        .AddSingleton<TaskWriting>()
        .AddSingleton<ActivityQuery>()
        .AddSingleton<ActivityWriting>()
        .AddSingleton<NotificationQuery>()
        .AddSingleton<NotificationMarking>()
        .AddSingleton<PersonQuery>()
        .AddSingleton<TimelineQuery>()
        .AddSingleton<TimelineReading>()
        .AddSingleton<HookListQuery>()
        .AddSingleton<HookCreation>()
        .AddSingleton<HookChange>()
        .AddSingleton<HookRotation>()
        .AddSingleton<HookDeletion>()
        .AddSingleton<EmailTemplateQuery>()
        .AddSingleton<TemplateUseQuery>()
        .AddSingleton<EmailTemplateWriting>()
        .AddSingleton<EmailPreview>()
        .AddSingleton<TargetListQuery>()
        .AddSingleton<TargetUsesQuery>()
        .AddSingleton<TargetCreation>()
        .AddSingleton<TargetChange>()
        .AddSingleton<TargetRotation>()
        .AddSingleton<TargetDeletion>()
        .AddSingleton<WebhookTest>();

    public static void MapCrmResources(this RouteGroupBuilder api)
    {
        api.MapOrganisations();
        api.MapDeals();
        api.MapTasks();
        api.MapActivities();
        api.MapNotifications();
        api.MapPeople();
        api.MapIncomingHooks();
        api.MapEmailTemplates();
        api.MapWebhooks();
    }
}
