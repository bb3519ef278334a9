// Two that compute take twice as long side by side: all tests run one after the other, but those that wait for the clock.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]
