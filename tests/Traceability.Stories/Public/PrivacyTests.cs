using System.Reflection;

namespace Traceability.Stories.Public;

/// <summary>SECURITY T34: nothing that the public door says, to programs or to pages, has room for who scanned where.</summary>
public sealed class PrivacyTests
{
    private static readonly string[] Personal = ["Lat", "Lon", "Latitude", "Longitude", "Ip", "Address", "RemoteAddress", "UserAgent", "Device", "AccuracyMetres", "KeyId", "TenantId", "Balance", "RemainingAllowance", "Serial", "Batch"];

    [Fact]
    public void No_answer_of_the_public_door_has_a_member_for_a_place_a_person_or_a_balance()
    {
        var replies = typeof(MobileApi.Scans.ScanReply).Assembly.GetExportedTypes().Where(type => type.Name.EndsWith("Reply", StringComparison.Ordinal)).ToHashSet();
        Assert.Contains(typeof(MobileApi.Scans.ScanReply), replies);
        foreach (var reply in replies)
            Assert.All(reply.GetProperties(BindingFlags.Public | BindingFlags.Instance), property => Assert.DoesNotContain(property.Name, Personal));
    }

    [Fact]
    public void Not_even_the_page_is_given_more()
    {
        var seen = new HashSet<Type>();
        Walk(typeof(Scans.LabelAnswer));
        Assert.True(seen.Count > 5);

        void Walk(Type type)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            foreach (var part in type.IsGenericType ? type.GetGenericArguments() : [])
                Walk(part);
            if (type.Assembly != typeof(Scans.LabelAnswer).Assembly || !seen.Add(type) || type.IsEnum)
                return;
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                Assert.DoesNotContain(property.Name, Personal);
                Walk(property.PropertyType);
            }
        }
    }
}
