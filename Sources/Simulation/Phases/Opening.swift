// SPDX-License-Identifier: Apache-2.0
import Addressee
import Benefits
import Entitlement
import Formats
import Links
import Office
import Safeguards
import Vocabulary

extension OfficeYear {
    /// The first day: the full registers, and the rules that the head signs beforehand.
    func open() throws {
        clock.stand(on: plan.opening, hour: 13)
        try receiveResidents()
        try receivePeers()
        try receiveMasters()
        let head = try staff.principal(.head)
        let year = EffectivePeriod(from: plan.opening)
        for kind in HeadRuleKind.allCases {
            try office.casework.perform(SignHeadRule.operation, by: head, for: .change) {
                try SignHeadRule.perform(kind, over: year, in: $0)
            }
        }
        try staff.goHome()
    }

    /// Residents' changes into System 2, and from its outbox into System 1.
    func receiveResidents() throws {
        let job = Principal.machine("resident-link")
        for file in try mailbox.take("resident", until: clock.now()) {
            let report = try office.addressee.perform(
                ReceiveResidentChanges.operation, by: job, for: .addressing
            ) { scope in
                try ReceiveResidentChanges.perform(
                    file.source, name: file.name, digest: file.digest,
                    layout: try office.layouts.feed("resident"), vault: office.vault, in: scope)
            }
            complain(report.issues, about: file.name)
        }
        _ = try office.casework.perform(
            TakeOverResidentChanges.operation, by: job, for: .change
        ) { try TakeOverResidentChanges.perform(from: office.directory, in: $0) }
    }

    /// The insurers' and the welfare office's files.
    func receivePeers() throws {
        let job = Principal.machine("peer-link")
        for peer in ImportInsurance.Peer.allCases {
            try inSequence(try mailbox.take(peer.rawValue, until: clock.now())) { file in
                try office.casework.perform(ImportInsurance.operation, by: job, for: .change) {
                    try ImportInsurance.perform(file, from: peer, layouts: office.layouts, in: $0)
                }
            }
        }
        try inSequence(try mailbox.take("welfare", until: clock.now())) { file in
            try office.casework.perform(ImportWelfare.operation, by: job, for: .change) {
                try ImportWelfare.perform(file, layouts: office.layouts, in: $0)
            }
        }
    }

    /// Takes files in as they come; one before which another is missing is refused, and taken when
    /// that one has come.
    private func inSequence(
        _ files: [LinkFile], _ take: (LinkFile) throws -> LinkReport
    ) throws {
        var waiting = files
        while !waiting.isEmpty {
            var refused: [LinkFile] = []
            for file in waiting {
                do {
                    complain(try take(file).errors, about: file.name)
                } catch LinkRefusal.gap where waiting.count > 1 {
                    refused.append(file)
                }
            }
            // Nothing of the rest is what the others wait for: the gap is real, and is said.
            if refused.count == waiting.count, let first = refused.first { _ = try take(first) }
            waiting = refused
        }
    }

    /// The master of institutions: names on letters, and whether a claim is in kind.
    private func receiveMasters() throws {
        for file in try mailbox.take("institutions", until: clock.now()) {
            let report = try office.casework.perform(
                ImportInstitutions.operation, by: .machine("masters"), for: .maintenance
            ) { try ImportInstitutions.perform(file.source, layouts: office.layouts, in: $0) }
            complain(report.errors, about: file.name)
        }
    }

    /// Counts the rows of a file that were refused; which of them should be is compared at the end.
    func complain(_ issues: [FileIssue], about file: String) {
        let refused = issues.filter { $0.severity == .error }
        let layout = LinkFileName(file)?.layout ?? file
        refusedRows[layout, default: 0] += Set(refused.map(\.line)).count
    }
}
