// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Formats
import Foundation
import Ledger
import Links
import Office
import Safeguards
import Support
import Testing
import Vocabulary

/// One installation to which the files of the town come.
struct TownOffice {
    struct Killed: Error {}

    let rehearsal: Rehearsal
    let office: Installation
    let inbox: PeerFolder
    let folder: URL
    let counter = Principal(
        officer: "u001", name: "検証 受付", roles: [.counter], session: "test", terminal: "T1")
    let head = Principal(
        officer: "u002", name: "検証 課長", roles: [.head], session: "test", terminal: "T2")

    init(_ folder: URL) throws {
        self.folder = folder
        rehearsal = try Rehearsal()
        inbox = PeerFolder(folder: folder.path)
        office = try Installation.create(rehearsal.settings())
        rehearsal.clock.stand(on: day("2025-04-01"))
        for layout in TownYearOrderTests.layouts {
            for file in try inbox.files(of: layout, until: rehearsal.clock.now()) {
                try take(file)
            }
        }
        try decide()
    }

    /// The applications of the first month, granted.
    private func decide() throws {
        let form = try #require(
            try inbox.files(of: "applications", until: rehearsal.clock.now()).first)
        let file = try LinkFile(path: folder.appendingPathComponent(form.text).path)
        try office.casework.perform(
            ImportApplications.operation, by: counter, for: .registration
        ) { scope in
            let report = try ImportApplications.perform(
                file, layouts: office.layouts, directory: office.directory,
                terms: office.intake, in: scope)
            _ = try AskPeers.perform(inbox, layouts: office.layouts, in: scope)
            let ready = try ApplicationBook.open([.checked], from: scope.db)
            let judged = try JudgeApplications.perform(
                ready.filter { $0.kind == .registration }.map(\.id), law: office.law,
                directory: office.directory, terms: office.intake, in: scope)
            _ = try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: office.directory, in: scope)
            scope.counted(report.receipts.count)
        }
        try office.casework.perform(
            ApproveDecisions.operation, by: head, for: .registration
        ) { scope in
            let pending = try ProposalBook.pending(from: scope.db).map(\.id)
            try ApproveDecisions.perform(.these(pending), in: scope)
        }
    }

    func take(_ file: PeerFile, killed: Bool = false) throws {
        if killed {
            do { try once(file, fails: true) } catch is Killed {}
        }
        try once(file, fails: false)
    }

    private func once(_ peerFile: PeerFile, fails: Bool) throws {
        let file = try LinkFile(path: folder.appendingPathComponent(peerFile.text).path)
        let job = Principal.machine("link")
        let gate = peerFile.name.layout == "resident" ? office.addressee : office.casework
        func under(
            _ operation: OperationCode, for purpose: Purpose = .change,
            _ body: (Scope) throws -> Void
        ) throws {
            try gate.perform(operation, by: job, for: purpose) { scope in
                try body(scope)
                if fails { throw Killed() }
            }
        }
        if let peer = ImportInsurance.Peer(rawValue: peerFile.name.layout) {
            return try under(ImportInsurance.operation) {
                _ = try ImportInsurance.perform(
                    file, from: peer, layouts: office.layouts, gapReason: "検証", in: $0)
            }
        }
        if peerFile.name.layout == "welfare" {
            return try under(ImportWelfare.operation) {
                _ = try ImportWelfare.perform(
                    file, layouts: office.layouts, gapReason: "検証", in: $0)
            }
        }
        try under(ReceiveResidentChanges.operation, for: .addressing) { scope in
            _ = try ReceiveResidentChanges.perform(
                file.source, name: file.name, digest: file.digest,
                layout: try office.layouts.feed("resident"), vault: office.vault, in: scope)
        }
    }

    func takeOver() throws {
        _ = try office.casework.perform(
            TakeOverResidentChanges.operation, by: .machine("link"), for: .change
        ) { try TakeOverResidentChanges.perform(from: office.directory, in: $0) }
    }

    func rejudge() throws {
        _ = try office.casework.perform(
            Rejudge.operation, by: .machine("link"), for: .change
        ) {
            try Rejudge.perform(
                .queue, law: office.law, directory: office.directory,
                consequences: office.consequences, in: $0)
        }
    }

    /// Both systems in words: persons of System 2, evidence and open proposals of System 1;
    /// without ids and times of the record.
    func canon() throws -> [String] {
        rehearsal.clock.stand(on: day("2026-07-01"))
        try takeOver()
        try rejudge()
        let numbers = try Set(
            office.directory.changes(after: 0, limit: .max).map(\.number)
        ).sorted()
        var lines = try office.directory.persons(numbers).values.map { person in
            """
            人 \(person.number) \(person.status) \(person.name) \(person.address) \
            \(person.household ?? "") \(person.residentUntil?.description ?? "") \
            \(person.isProtected)
            """
        }
        try office.casework.perform(.viewRejudgements, by: counter, for: .change) { scope in
            for (child, stretches) in try InsuranceBook.stretches(nil, from: scope.db) {
                lines += stretches.map { "保険 \(child) \($0.insurer) \($0.period)" }
            }
            for (child, stretches) in try ExclusionBook.stretches(nil, from: scope.db) {
                lines += stretches.map { "除外 \(child) \($0.kind) \($0.period)" }
            }
            lines += try ProposalBook.pending(from: scope.db).map(\.draft).map { draft in
                let end = draft.result == .lapsed ? draft.effectiveOn.description : ""
                return """
                    案 \(draft.child) \(draft.result) \(draft.reason) \(draft.recipient) \
                    \(draft.periods) \(end) \(draft.flagWords)
                    """
            }
        }
        return lines.sorted()
    }
}
