using Microsoft.Extensions.Configuration;
using Traceability.Storage;

namespace Traceability.Stories.Operating;

public sealed class SqliteSettingsTests
{
    [Theory]
    [InlineData("garbage geheim")]
    [InlineData("Data Source=")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=file:x.db?mode=memory")]
    [InlineData("Data Source=x.db;Cache=Shared;Mode=Memory")]
    [InlineData("Data Source=x.db;Colour=red")]
    [InlineData("Data Source=x.db;Password=geheim")]
    [InlineData("Data Source=x.db;Mode=geheim")]
    public void A_connection_string_that_names_no_lasting_file_is_told_without_showing_it(string given)
    {
        var told = Assert.Throws<SettingException>(() => HouseSettings.Read(new ConfigurationManager { ["Database:ConnectionString"] = given })).Message;

        Assert.Contains("Database:ConnectionString", told);
        Assert.DoesNotContain("geheim", told);
        Assert.Contains("x.db", HouseSettings.Read(new ConfigurationManager { ["Database:ConnectionString"] = "Data Source=x.db" }).ConnectionString);
    }
}
