// Auto scaling of the database's tables.

namespace Dyno.Engine;

public sealed partial class DynoEngine
{
    /// <summary>Scales provisioned throughput between bounds. It costs nothing until something is registered.</summary>
    public DynoScaling Scaling => _context.Scaling;
}
