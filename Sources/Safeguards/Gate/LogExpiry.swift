// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger

extension Gate {
    /// Carries out what `FactWriter.expireMonth` has decided in this store: the keys of the ended
    /// months are destroyed, then the rows of the index are taken away, some thousand in a
    /// transaction. It may be killed and begun again.
    ///
    /// - Returns: how many entries lost their index.
    @discardableResult
    public func settleLogExpiry(batch: Int = 5_000) throws -> Int {
        _ = try store.read { db in try ledger.destroyExpiredKeys(in: db) }
        var total = 0
        while true {
            let swept = try store.write { db in try ledger.sweepExpired(limit: batch, in: db) }
            guard swept > 0 else { return total }
            total += swept
        }
    }
}
