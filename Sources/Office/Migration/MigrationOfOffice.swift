// SPDX-License-Identifier: Apache-2.0
import Links
public import Migration
public import Safeguards
public import Vocabulary

/// 移行 with what the installation has: its gate, its layouts, its register, its banks.
extension Installation {
    /// Where the files of the system used before are put for the desk.
    public var migrationFolder: String { settings.dataDirectory + "/migration" }

    /// Opens and reads the files of a folder, past the scanner.
    /// - Throws: `MigrationRefusal`, `ScanRefusal`, `FormatRefusal`.
    public func readOldSystem(
        in folder: String, name: String, cutover: CivilDate, by officer: Principal
    ) throws -> OldSystem {
        try letIn(
            OldFiles.paths(in: folder, layouts: layouts), for: .tryMigration, by: officer)
        let files = try OldFiles(folder: folder, layouts: layouts)
        return try casework.perform(
            ReadOldSystem.operation, by: officer, for: .maintenance
        ) { scope in
            try ReadOldSystem.perform(
                files, name: name, cutover: cutover, layouts: layouts, directory: directory,
                in: scope)
        }
    }

    /// 試し移行.
    /// - Returns: the number of the trial, and what it has shown.
    public func tryMigration(
        of old: OldSystem, by officer: Principal
    ) throws -> (id: Int64, trial: MigrationTrial) {
        let trial = try TryMigration.load(old, banks: banks, now: settings.clock.now())
        let id = try casework.perform(
            TryMigration.operation, by: officer, for: .maintenance
        ) { try TryMigration.perform(trial, in: $0) }
        return (id, trial)
    }

    /// 移行の実行, from behind the last slice that is whole to the end.
    ///
    /// - Parameter each: told after every slice.
    public func loadMigration(
        proposal: Int64, of old: OldSystem, by officer: Principal,
        each: (LoadMigration.Progress) throws -> Void = { _ in }
    ) throws {
        while true {
            let progress = try casework.perform(
                LoadMigration.operation, by: officer, for: .maintenance
            ) {
                try LoadMigration.perform(proposal: proposal, old, banks: banks, in: $0)
            }
            try each(progress)
            if progress.isOver { return }
        }
    }
}
