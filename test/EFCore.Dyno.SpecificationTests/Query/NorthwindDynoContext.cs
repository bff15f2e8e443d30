// Northwind, whose keyless types are queries over its tables.

using Microsoft.EntityFrameworkCore.TestModels.Northwind;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindDynoContext(DbContextOptions options) : NorthwindContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<CustomerQuery>().ToDynoQuery(() => Customers.Select(c => new CustomerQuery
        {
            Address = c.Address,
            City = c.City,
            CompanyName = c.CompanyName,
            ContactName = c.ContactName,
            ContactTitle = c.ContactTitle,
        }));
        modelBuilder.Entity<OrderQuery>().ToDynoQuery(() => Orders.Select(o => new OrderQuery { CustomerID = o.CustomerID }));
        modelBuilder.Entity<ProductQuery>().ToDynoQuery(() => Products.Where(p => !p.Discontinued)
            .Select(p => new ProductQuery { ProductID = p.ProductID, ProductName = p.ProductName, CategoryName = "Food" }));
        modelBuilder.Entity<CustomerQueryWithQueryFilter>().ToDynoQuery(() => Customers
            .Select(c => new CustomerQueryWithQueryFilter { CompanyName = c.CompanyName, OrderCount = c.Orders.Count, SearchTerm = SearchTerm }));
    }
}
