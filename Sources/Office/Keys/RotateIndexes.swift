// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Entitlement
public import Safeguards
import Vault

/// Renews the keys of the indexes by which equal values are found (索引の鍵の更新): 個人番号 in System 2,
/// bank accounts in System 1.
extension Installation {
    /// Renews the keys of persons and the keys of the indexes; what a kill left comes to its end, and
    /// nothing new begins then.
    /// - Parameter batch: called after each batch with the number of keys or digests of its kind.
    @discardableResult
    public func renewKeys(
        by principal: Principal, size: Int = 2_000, batch: (Int) throws -> Void = { _ in }
    ) throws -> RotationReport {
        guard try !isRenewingIndexes() else {
            return try rotateIndexes(by: principal, size: size, batch: batch)
        }
        var report = try rotateKeys(by: principal, size: size, batch: batch)
        let indexes = try rotateIndexes(by: principal, size: size, batch: batch)
        report.versions += indexes.versions
        report.reindexed = indexes.reindexed
        return report
    }

    /// A new version of each key, then the digests in batches, while the office goes on: until the
    /// last one is renewed both versions are asked. After a kill it goes on where it was.
    ///
    /// Numbers and accounts are not opened for it: the new version is laid over the old digest.
    /// - Parameter batch: called after each batch with the number of digests so far.
    /// - Throws: `KeyRefusal.locked`, `SafeguardRefusal`, `Fault`.
    @discardableResult
    public func rotateIndexes(
        by principal: Principal, size: Int = 2_000, batch: (Int) throws -> Void = { _ in }
    ) throws -> RotationReport {
        try KeyRefusal.refuseLocked(self)
        var report = RotationReport()
        if try !isRenewingIndexes() {
            for (system, column) in columns {
                report.versions += try newVersions(
                    [system.indexClass], system, column, by: principal)
            }
        }
        for (system, column) in columns {
            let newest = column.newestIndexKey
            guard try column.indexState().isBehind(newest) else { continue }
            try keyGate(of: system).perform(.rotateKeys, by: principal, for: .maintenance) {
                scope in
                try IndexKey.begin(newest, in: scope.db)
                scope.note("index-begun")
            }
            var done = 0
            while true {
                let count = try raiseIndexes(of: system, size, by: principal)
                done += count
                report.reindexed += count
                if count < size { break }
                try batch(report.reindexed)
            }
            try note(
                [
                    KeyEventRow(
                        system: system.rawValue, event: .rewrapped,
                        keyClass: system.indexClass.rawValue, version: newest, detail: "\(done)")
                ], by: principal)
            try batch(report.reindexed)
        }
        return report
    }

    private func isRenewingIndexes() throws -> Bool {
        try columns.contains { _, column in
            try column.indexState().isBehind(column.newestIndexKey)
        }
    }

    /// One batch in one transaction; the last one ends the renewal.
    private func raiseIndexes(
        of system: KeyCabinet.System, _ size: Int, by principal: Principal
    ) throws -> Int {
        try keyGate(of: system).perform(.rotateKeys, by: principal, for: .maintenance) { scope in
            var done = 0
            for index in system.indexes where done < size {
                done += try index.raise(limit: size - done, in: scope.db)
            }
            if done < size { try IndexKey.settle(in: scope.db) }
            scope.note(done < size ? "index-settled" : "index-raised")
            return done
        }
    }

    /// How many digests rest under each version.
    func indexCensus(
        of system: KeyCabinet.System, by principal: Principal
    ) throws -> [Int: Int] {
        try keyGate(of: system).perform(.viewKeys, by: principal, for: .maintenance) { scope in
            var found: [Int: Int] = [:]
            for index in system.indexes {
                found.merge(try index.census(in: scope.db), uniquingKeysWith: +)
            }
            return found
        }
    }

    private func keyGate(of system: KeyCabinet.System) -> Gate {
        system == .casework ? casework : addressee
    }
}

extension KeyCabinet.System {
    fileprivate var indexes: [KeyedIndex] {
        self == .casework ? [AccountBook.indexes] : NumberIndexes.all
    }
}

extension Column {
    /// How far the renewal is; no person stands there.
    fileprivate func indexState() throws -> IndexKey { try store.read { try IndexKey(in: $0) } }

    /// The newest version of the key of the indexes in the ring.
    fileprivate var newestIndexKey: Int { keys.keyring.currentVersion(of: system.indexClass) ?? 1 }
}

extension IndexKey {
    /// True while digests rest under an earlier version than the ring's newest, or may do so.
    fileprivate func isBehind(_ newest: Int) -> Bool { isUnderWay || target < newest }
}
