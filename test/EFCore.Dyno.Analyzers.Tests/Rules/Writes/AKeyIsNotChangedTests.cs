// DYNO3005: the key of an entity that was read is given another value and saved.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Writes;

public class AKeyIsNotChangedTests
{
    [Theory]
    [InlineData("var c = await db.Coupons.FindAsync(id); {|c!.Id = \"C2\"|}; await db.SaveChangesAsync();")]
    [InlineData("var c = db.Coupons.First(c => c.BusinessId == id); {|c.Id = Guid.NewGuid().ToString()|}; db.SaveChanges();")]
    [InlineData("var c = db.Coupons.First(c => c.BusinessId == id); {|c.Id += \"-old\"|}; db.SaveChanges();")]
    [InlineData("var c = db.Coupons.First(c => c.BusinessId == id); {|c.Id = c.Id + \"-old\"|}; db.SaveChanges();")]
    [InlineData("var r = await db.Redemptions.SingleAsync(r => r.CouponId == id && r.UserId == \"U1\"); {|r.UserId = \"U2\"|}; await db.SaveChangesAsync();")]
    [InlineData("foreach (var c in await db.Coupons.Where(c => c.BusinessId == id).ToListAsync()) { {|c.Id = \"X\"|}; } await db.SaveChangesAsync();")]
    [InlineData("var found = from c in db.Coupons where c.BusinessId == id select c; foreach (var c in found) { {|c.Id = \"X\"|}; } db.SaveChanges();")]
    public Task A_key_that_is_changed_is_reported(string statements) => Application.VerifyAsync("DYNO3005", statements);

    [Theory]
    [InlineData("var c = new Coupon(); c.Id = \"C2\"; db.Add(c); await db.SaveChangesAsync();")]
    [InlineData("var c = await db.Coupons.FindAsync(id); c!.Title = \"C2\"; c.BusinessId = \"B\"; await db.SaveChangesAsync();")]
    [InlineData("var c = await db.Coupons.FindAsync(id); c!.Id = id; await db.SaveChangesAsync();")]
    [InlineData("var c = await db.Coupons.FindAsync(\"C2\"); c!.Id = \"C2\"; await db.SaveChangesAsync();")]
    [InlineData("var c = await db.Coupons.FirstAsync(c => c.Title == coupons[0].Title); c.Id = coupons[0].Id; await db.SaveChangesAsync();")]
    [InlineData("var c = await db.Coupons.AsNoTracking().FirstAsync(c => c.Id == id); c.Id = \"C2\"; db.Add(c); await db.SaveChangesAsync();")]
    [InlineData("var c = await db.Coupons.FindAsync(id); db.Remove(c!); c!.Id = \"C2\"; db.Add(c); await db.SaveChangesAsync();")]
    [InlineData("var c = await db.Coupons.FindAsync(id); db.Entry(c!).State = EntityState.Detached; c!.Id = \"C2\"; await db.SaveChangesAsync();")]
    [InlineData("var c = await db.Coupons.FindAsync(id); db.ChangeTracker.Clear(); c!.Id = \"C2\"; await db.SaveChangesAsync();")]
    [InlineData("var c = await db.Coupons.FindAsync(id); c!.Id = \"C2\"; Console.WriteLine(c.Id);")]
    [InlineData("foreach (var c in coupons) { c.Id = \"C2\"; } await db.SaveChangesAsync();")]
    public Task A_key_that_is_free_or_the_same_is_silent(string statements) => Application.VerifyAsync("DYNO3005", statements);
}
