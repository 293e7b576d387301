// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Entitlement
import Links
import Registers
public import Retention
public import Safeguards
import Vault
import Vocabulary

/// 保存と消去 in this office: each system erases its own rows behind its own gate; System 2 asks
/// System 1 whom it still needs.
extension Installation {
    /// The gate of a system.
    public func gate(of system: RetentionSystem) -> Gate {
        switch system {
        case .casework: casework
        case .addressee: addressee
        }
    }

    /// What a search for candidates takes from outside its database.
    ///
    /// - Parameter officer: who asks; System 1 answers System 2 in the officer's name.
    /// - Throws: `RetentionRefusal.catalogue`.
    public func retention(
        of system: RetentionSystem, for officer: Principal
    ) throws -> RetentionSurroundings {
        let catalogue = try ClassCatalogue.standard()
        guard system == .addressee else {
            return RetentionSurroundings(
                catalogue: catalogue, disclosure: { try DisclosureSubjects.open(in: $0) })
        }
        let own = peers.register.peer(.welfare)?.business
        let (casework, first) = (casework, column(.casework).store)
        return RetentionSurroundings(
            catalogue: catalogue,
            business: own.map { OwnBusiness(kind: $0.kind.rawValue, id: $0.id) } ?? .none,
            disclosure: { _ in try first.read { try DisclosureSubjects.open(in: $0) } },
            needed: { persons in
                guard !persons.isEmpty else { return [] }
                // A scheduled job may propose, and sees nothing else.
                let operation: OperationCode = officer.isMachine ? .proposePurge : .viewRetention
                return try casework.perform(
                    operation, by: officer, for: .maintenance, about: persons
                ) { try ViewRetention.needed(persons, catalogue, in: $0) }
            })
    }

    /// The erasure of a released list.
    public func purgeRun(
        of system: RetentionSystem, for officer: Principal, batch: Int = 2_000
    ) throws -> PurgeRun {
        PurgeRun(
            of: system, try retention(of: system, for: officer), aftermath: aftermath(of: system),
            gate: gate(of: system), batch: batch)
    }

    /// A database that was restored from a backup holds what was erased since: it goes again, before
    /// anybody works with it. Of a database that agrees with its journal only the length is asked.
    func eraseAgain() throws {
        for system in RetentionSystem.allCases {
            let aftermath = aftermath(of: system)
            let store = column(system == .casework ? .casework : .addressee).store
            guard try store.read({ try EraseAgain.isBehind(aftermath.journal, in: $0) }) else {
                continue
            }
            try EraseAgain(
                of: system, try ClassCatalogue.standard(), gate: gate(of: system),
                aftermath: aftermath
            ).carryOut(by: .machine("restore"))
        }
    }

    /// Destroys the keys of the months of both logs that were decided to end; a kill between the
    /// decision and this is made good at the next start.
    /// - Returns: how many entries lost their index.
    @discardableResult
    public func settleLogs() throws -> Int {
        try RetentionSystem.allCases.reduce(0) { total, system in
            let swept = try gate(of: system).settleLogExpiry()
            if swept > 0 { try column(system == .casework ? .casework : .addressee).store.scrub() }
            return total + swept
        }
    }

    private func aftermath(of system: RetentionSystem) -> PurgeAftermath {
        let store = column(system == .casework ? .casework : .addressee).store
        let attachments = attachments
        let evidence = (registers.evidence as? EvidenceFolder)?.store
        let papers = papers
        return PurgeAftermath(
            scrub: { try store.scrub() },
            removeFiles: { files in
                try attachments.remove(files.filter { $0.source == "e_attachment" }.map(\.key))
                try papers.remove(
                    files.filter { $0.source.hasPrefix("case_paper") }.map(\.key))
                try evidence?.remove(
                    files.filter { $0.source == "register_file" }.map(\.key))
            },
            journal: JournalFile(keys: settings.keysDirectory, system.rawValue))
    }
}
