namespace Traceability.Desk.Products;

/// <summary>The use cases of products.</summary>
internal static class ProductEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        RecordProduct.Map(api);
        CorrectProduct.Map(api);
        ReadProducts.Map(api);
        RemoveProduct.Map(api);
        StoreArtwork.Map(api);
        StorePicture.Map(api);
    }
}
