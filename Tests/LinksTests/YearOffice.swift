// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Links
import Safeguards
import Support
import Vocabulary

/// An office with the families of a year, to which files and changes come in some order.
struct YearOffice {
    enum Act {
        case file(LinkFile)
        /// The register changes, and System 1 takes the changes over.
        case move(Int)
        /// The late applications come in; they ask the peers about their children.
        case apply
        case ask
        case rejudge
    }

    struct Killed: Error {}

    let year: FeedYear
    let bench: Bench

    init(_ year: FeedYear) throws {
        self.year = year
        bench = try Bench()
        bench.clock.stand(on: day("2025-04-10"))
        for (child, parent) in zip(year.children, year.parents) {
            bench.directory.put(person(child, born: "2015-06-10", name: "検証 子\(child.value)"))
            bench.directory.put(person(parent, born: "1990-05-05", name: "検証 親\(parent.value)"))
        }
        try receive(year.children.filter { !year.late.contains($0) })
        try decideAll()
    }

    private func person(
        _ number: AddresseeNumber, born: String, name: String
    ) -> ResidentSnapshot {
        ResidentSnapshot(
            number: number, household: "H\(number.value)", status: .resident, name: name,
            kana: "ケンショウ", sex: .female, born: day(born), postalCode: "1190001",
            address: "見本市中央1-1", residentFrom: day(born), recordHash: "r-\(number.value)",
            asOf: bench.clock.now())
    }

    private func receive(_ children: [AddresseeNumber]) throws {
        let parents = Dictionary(uniqueKeysWithValues: zip(year.children, year.parents))
        let forms = children.compactMap { child in
            parents[child].map { parent in
                ApplicationInput(
                    reason: .joinedInsurance, channel: .counter,
                    appliedOn: bench.clock.now().dayInJapan,
                    causeOn: nil, applicant: parent, child: child,
                    identity: IdentityEvidence(
                        numberCheck: "01", method: "01", documents: "個人番号カード",
                        isInterviewed: true, explanationVersion: "2025-1", isExplained: true),
                    hasInsuranceEvidence: true,
                    insurance: InsuranceInput(
                        child: child, insurer: Bench.insurer, insurerName: "見本健康保険組合",
                        acquiredOn: day("2024-04-01"), source: .application))
            }
        }
        let answers = try bench.gate.perform(
            ReceiveApplications.operation, by: Bench.machine, for: .registration
        ) {
            try ReceiveApplications.perform(
                forms, directory: bench.directory, terms: Bench.terms, in: $0)
        }
        for answer in answers { _ = try answer.get() }
    }

    private func decideAll() throws {
        try bench.gate.perform(
            ProposeDecisions.operation, by: Bench.counter, for: .registration
        ) { scope in
            let open = try ApplicationBook.open([.checked], from: scope.db)
            let judged = try JudgeApplications.perform(
                open.map(\.id), law: Bench.law, directory: bench.directory, terms: Bench.terms,
                in: scope)
            _ = try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: bench.directory, in: scope)
        }
        try bench.gate.perform(
            ApproveDecisions.operation, by: Bench.head, for: .registration
        ) { scope in
            let pending = try ProposalBook.pending(from: scope.db).map(\.id)
            try ApproveDecisions.perform(.these(pending), in: scope)
        }
    }

    /// Does one thing; a killed one is done again from the start.
    func perform(_ act: Act, killed: Bool = false) throws {
        if killed {
            do { try once(act, fails: true) } catch is Killed {}
        }
        try once(act, fails: false)
    }

    private func once(_ act: Act, fails: Bool) throws {
        func under(
            _ operation: OperationCode, _ purpose: Purpose = .change,
            _ body: (Scope) throws -> Void
        ) throws {
            try bench.gate.perform(operation, by: Bench.machine, for: purpose) { scope in
                try body(scope)
                if fails { throw Killed() }
            }
        }
        switch act {
        case .file(let file):
            guard let name = LinkFileName(file.name) else { return }
            if let peer = ImportInsurance.Peer(rawValue: name.layout) {
                try under(ImportInsurance.operation) {
                    _ = try ImportInsurance.perform(
                        file, from: peer, layouts: Bench.layouts, gapReason: "検証", in: $0)
                }
            } else {
                try under(ImportWelfare.operation) {
                    _ = try ImportWelfare.perform(
                        file, layouts: Bench.layouts, gapReason: "検証", in: $0)
                }
            }
        case .move(let place):
            if !fails { change(year.moves[place]) }
            try under(TakeOverResidentChanges.operation) {
                try TakeOverResidentChanges.perform(from: bench.directory, batch: 3, in: $0)
            }
        case .apply: if !fails { try receive(year.late.sorted()) }
        case .ask:
            try under(AskPeers.operation, .registration) {
                _ = try AskPeers.perform(
                    MemoryPeerFiles(year.files), layouts: Bench.layouts, in: $0)
            }
        case .rejudge:
            try under(Rejudge.operation) {
                _ = try Rejudge.perform(
                    .queue, law: Bench.law, directory: bench.directory,
                    consequences: MemoryConsequences(), in: $0)
            }
        }
    }

    private func change(_ move: (number: AddresseeNumber, reason: String, on: CivilDate)) {
        bench.directory.change(
            move.number, reason: move.reason, on: move.on, at: bench.clock.now()
        ) { person in
            switch move.reason {
            case "B21": (person.status, person.residentUntil) = (.movedOut, move.on)
            case "B12": (person.status, person.residentUntil) = (.died, move.on.next)
            case "B31": person.name += "改"
            default: person.address = "見本市中央2-\(move.on.compact)"
            }
        }
    }

    /// Evidence and open proposals in words, without ids and times of the record.
    func canon() throws -> [String] {
        try bench.read { db in
            var lines: [String] = []
            for (child, stretches) in try InsuranceBook.stretches(nil, from: db) {
                lines += stretches.map {
                    "保険 \(child) \($0.insurer) \($0.period) \($0.symbol ?? "")"
                }
            }
            for (child, stretches) in try ExclusionBook.stretches(nil, from: db) {
                lines += stretches.map { "除外 \(child) \($0.kind) \($0.period)" }
            }
            lines += try ProposalBook.pending(from: db).map(\.draft).map { draft in
                let end = draft.result == .lapsed ? draft.effectiveOn.description : ""
                return
                    "案 \(draft.child) \(draft.result) \(draft.reason) \(draft.recipient) \(draft.periods) \(end) \(draft.flagWords)"
            }
            lines += try FeedDropouts.open(from: db).map { "漏れ \($0.child) \($0.insurer)" }
            let feeds = try FeedStatusBook.all(
                layouts: Bench.layouts, residents: nil, on: day("2026-05-01"), from: db)
            lines += feeds.map { "連携 \($0.layout) \($0.missing) \($0.unbegun)" }
            return lines.sorted()
        }
    }
}
