// SPDX-License-Identifier: Apache-2.0
import Addressee
import Benefits
import Formats
import Foundation
import Links
import Office
import Payments
import Safeguards
import Vocabulary

/// 「二度取り込んでも一度と同じ」: every file of the year is handed in once more, and not one fact may
/// be added anywhere.
struct Replay {
    let year: OfficeYear
    private var office: Installation { year.office }

    /// - Returns: what was added, in words; empty when nothing was.
    func broken() throws -> [String] {
        let before = try counts()
        let residents = try again()
        let after = try counts()
        return residents
            + after.filter { before[$0.key] != $0.value }.sorted { $0.key < $1.key }.map {
                "二度目の取込みで \($0.key) が \(before[$0.key] ?? 0) から \($0.value) に増えました"
            }
    }

    private func counts() throws -> [String: Int] {
        let reader = try year.staff.principal(.head)
        return try office.casework.perform(.viewLists, by: reader, for: .benefit) {
            try InvariantReading.factCounts(from: $0.db)
        }
    }

    private func again() throws -> [String] {
        var mailbox = try Mailbox(year.settings.folder.appendingPathComponent("in"))
        let now = year.clock.now()
        let job = Principal.machine("peer-link")
        var broken: [String] = []
        for file in try mailbox.take("resident", until: now) {
            let report = try office.addressee.perform(
                ReceiveResidentChanges.operation, by: job, for: .addressing
            ) { scope in
                try ReceiveResidentChanges.perform(
                    file.source, name: file.name, digest: file.digest,
                    layout: try office.layouts.feed("resident"), vault: office.vault, in: scope)
            }
            if !report.wasKnown { broken.append("\(file.name) を二度取り込みました") }
        }
        for peer in ImportInsurance.Peer.allCases {
            for file in try mailbox.take(peer.rawValue, until: now) {
                _ = try office.casework.perform(
                    ImportInsurance.operation, by: job, for: .change
                ) {
                    try ImportInsurance.perform(file, from: peer, layouts: office.layouts, in: $0)
                }
            }
        }
        for file in try mailbox.take("welfare", until: now) {
            _ = try office.casework.perform(ImportWelfare.operation, by: job, for: .change) {
                try ImportWelfare.perform(file, layouts: office.layouts, in: $0)
            }
        }
        try applications(&mailbox, until: now)
        try benefits(&mailbox, until: now)
        return broken
    }

    private func applications(_ mailbox: inout Mailbox, until now: Instant) throws {
        for file in try mailbox.take("applications", until: now) {
            _ = try office.casework.perform(
                ImportApplications.operation, by: try year.staff.principal(.counter),
                for: .registration
            ) { scope in
                try ImportApplications.perform(
                    file, layouts: office.layouts, directory: office.directory,
                    terms: office.intake, in: scope)
            }
        }
    }

    private func benefits(_ mailbox: inout Mailbox, until now: Instant) throws {
        let law = office.benefitLaw
        let payment = try year.staff.principal(.payment)
        for file in try mailbox.take("reimbursements", until: now) {
            _ = try office.casework.perform(
                ImportReimbursements.operation, by: payment, for: .benefit
            ) { scope in
                try ImportReimbursements.perform(
                    file.source, layout: try office.layouts.feed("reimbursements"), law: law,
                    in: scope)
            }
        }
        for file in try mailbox.take("bank_returns", until: now) {
            _ = try office.casework.perform(
                RecordTransferResults.operation, by: payment, for: .benefit
            ) { scope in
                try RecordTransferResults.perform(
                    file.source, name: file.name, digest: file.digest,
                    layout: try office.layouts.feed("bank_returns"), in: scope)
            }
        }
        for file in try mailbox.take("agency-invoices", until: now) {
            _ = try office.casework.perform(
                ImportAgencyInvoice.operation, by: payment, for: .benefit
            ) {
                try ImportAgencyInvoice.perform(
                    file.source, name: file.name, layouts: office.layouts, in: $0)
            }
        }
        let claims = try year.plan.months.flatMap { month in
            try mailbox.claims(billed: month.month).map {
                ClaimFileInput(name: $0.lastPathComponent, source: .file($0.path))
            }
        }
        _ = try office.casework.perform(ImportClaims.operation, by: payment, for: .benefit) {
            scope in
            try ImportClaims.perform(
                claims, law: law, reader: ClaimFileReader(office.layouts), in: scope)
        }
    }
}
