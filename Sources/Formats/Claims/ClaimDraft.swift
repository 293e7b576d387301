// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// A claim while its records are being read: one object, filled line by line.
final class ClaimDraft {
    let line: Int
    var isRejected = false
    /// What was found in this claim.
    var issues: [FileIssue] = []
    var treatmentMonth: YearMonth?
    var type = ""
    var name = ""
    var kana = ""
    var sex: Sex?
    var born: CivilDate?
    var ratio: Int?
    var admitted: CivilDate?
    var notes: [String] = []
    var mealClass = ""
    var department = ""
    var prescriber: String?
    var prescriberName = ""
    var receiptNumber = 0
    var chartNumber = ""
    var searchNumber = ""
    var insurance: ClaimRecord.Insurance?
    var hasInsurance = false
    var funds: [ClaimRecord.Fund] = []
    var fundCount = 0
    var visits = ClaimVisits()
    var firstVisits = FirstVisits()
    var subNumber = ""
    var windowClass = ""
    var isDPC = false
    /// One of several claims that another one sums up (総括対象): it is not asked for by itself.
    var isDetail = false
    /// Which of the expected records have been seen: bit n is place n in the layout's list.
    var seen: UInt64 = 0

    init(line: Int) { self.line = line }

    var points: Int { insurance?.points ?? funds.first?.points ?? 0 }

    /// The 4th digit of the type: odd is in-patient (入院), even and 0 out-patient.
    var isInpatient: Bool { type.utf8.last.map { $0 % 2 == 1 } ?? false }

    func record(of head: ClaimHead) -> ClaimRecord? {
        guard let treatmentMonth, let born else { return nil }
        return ClaimRecord(
            line: line, kind: head.layout.kind, institution: head.institution,
            institutionName: head.institutionName, billingMonth: head.billingMonth,
            treatmentMonth: treatmentMonth, type: type, isInpatient: isInpatient, name: name,
            kana: kana, sex: sex, born: born, ratio: ratio, admitted: admitted,
            insurance: insurance, funds: funds, visits: visits,
            firstVisits: firstVisits.count(holdsInManagement: head.layout.kind == .medical),
            subNumber: subNumber,
            notes: notes, windowClass: windowClass, mealClass: mealClass, department: department,
            prescriber: prescriber, prescriberName: prescriberName, receiptNumber: receiptNumber,
            chartNumber: chartNumber, searchNumber: searchNumber, isDPC: isDPC)
    }
}

/// What the start record (IR, YK) says for the claims after it; read for every line of the file.
final class ClaimHead {
    let layout: ClaimLayout
    let places: ClaimPlaces
    let institution: String
    let institutionName: String
    let billingMonth: YearMonth

    init(
        layout: ClaimLayout, places: ClaimPlaces, institution: String, institutionName: String,
        billingMonth: YearMonth
    ) {
        self.layout = layout
        self.places = places
        self.institution = institution
        self.institutionName = institutionName
        self.billingMonth = billingMonth
    }
}
