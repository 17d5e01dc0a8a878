namespace Traceability;

/// <summary>One thing said to a person who knows neither the law nor our code, in Chinese and in English.</summary>
public readonly record struct PlainWords(string Zh, string En);
