using Alforis.Workflows.Engine.DependencyInjection;
using EmbeddedAspNetCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower);
builder.Services.AddSingleton<Inbox>();
builder.Services.AddWorkflowEngine<TicketOpened>(e => e
    .Trigger("ticket_opened", t => t.View(c => c.Ticket))
    .AddAction<NotifySettings, NotifyHandler>("notify", timeout: TimeSpan.FromSeconds(10)));

var app = builder.Build();
app.MapWorkflows();
app.MapTickets();
app.Run();
