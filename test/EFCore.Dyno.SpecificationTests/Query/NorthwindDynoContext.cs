// Northwind, whose keyless types are queries over its tables.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.TestModels.Northwind;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindDynoContext(DbContextOptions options) : NorthwindContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        Define(modelBuilder, () => Customers.Select(c => new CustomerQuery
        {
            Address = c.Address,
            City = c.City,
            CompanyName = c.CompanyName,
            ContactName = c.ContactName,
            ContactTitle = c.ContactTitle,
        }));
        Define(modelBuilder, () => Orders.Select(o => new OrderQuery { CustomerID = o.CustomerID }));
        Define(modelBuilder, () => Products.Where(p => !p.Discontinued)
            .Select(p => new ProductQuery { ProductID = p.ProductID, ProductName = p.ProductName, CategoryName = "Food" }));
        Define(modelBuilder, () => Customers
            .Select(c => new CustomerQueryWithQueryFilter { CompanyName = c.CompanyName, OrderCount = c.Orders.Count, SearchTerm = SearchTerm }));
    }

    private static void Define<TEntity>(ModelBuilder modelBuilder, Expression<Func<IQueryable<TEntity>>> query)
        where TEntity : class => modelBuilder.Entity<TEntity>().Metadata.SetAnnotation("InMemory:DefiningQuery", query);
}
