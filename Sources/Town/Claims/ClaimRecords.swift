// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The records of one claim in the layouts of 医科, 歯科 and 調剤.
struct ClaimRecords {
    let draft: ClaimDraft
    let child: Child
    let table: Int
    let receipt: Int

    private var recipient: String {
        if draft.trouble == .noEntitlement {
            return CodeDigits.recipient(serial: 999_000 + (child.serial + receipt) % 1_000)
        }
        let right = child.recipientNumber(draft.strand)
        guard draft.trouble == .recipientNumber else { return right }
        let digit = (Int(right.suffix(1)) ?? 0) + 1
        return String(right.dropLast()) + String(digit % 10)
    }

    private var insurer: Insurer {
        let own = Insurer.all[draft.span.insurer]
        guard draft.trouble == .insurerMismatch else { return own }
        return Insurer.all.first { $0.agency == own.agency && $0.number != own.number } ?? own
    }

    private var burden: String {
        draft.trouble == .amountMismatch ? String(draft.points * draft.tenths + 1_000) : ""
    }

    func write(into file: inout ClaimsFile, prescriber: Institutions.Institution?) {
        writeHead(&file, prescriber)
        writeInsurer(&file)
        let days = String(draft.dayCount)
        if draft.hasOtherFund {
            let copayment = String(ClaimDraft.fundLimit)
            file.put(
                "KO", koSize,
                [
                    (1, CodeDigits.checked("5211601")), (2, CodeDigits.checked("900001")),
                    (4, days), (5, String(ClaimDraft.fundPoints)), (6, copayment),
                ])
        }
        let funder = draft.trouble == .funderNumber ? "81119991" : FictionalCity.funder
        var items = [
            (1, funder), (2, recipient), (4, days), (5, String(draft.points)),
            (table == 4 ? 7 : 6, String(draft.copayment)),
        ]
        if draft.meals > 0 {
            items.append((10, String(draft.meals)))
            items.append((11, String(draft.meals * FictionalCity.mealCost)))
        }
        file.put("KO", koSize, items)
        file.put("SN", 9, [(1, "1"), (2, "01"), (6, draft.span.subNumber)])
        file.put("JD", 33, [(1, "1")] + dayItems(offset: 1, value: "1"))
        file.put("MF", 33, [(1, "00")])
        writeTreatment(&file)
    }

    private var koSize: Int { table == 1 ? 12 : 10 }

    private func dayItems(offset: Int, value: String) -> [(Int, String)] {
        (1...31).filter { draft.days & (1 << UInt32($0)) != 0 }.map { (offset + $0, value) }
    }

    private func writeHead(_ file: inout ClaimsFile, _ prescriber: Institutions.Institution?) {
        let third = draft.hasOtherFund ? "3" : "2"
        let base = draft.tenths == 2 ? 3 : 5
        let type = "\(table)1\(third)\(base + (draft.isInpatient ? 0 : 1))"
        let born = draft.trouble == .ageMismatch ? child.born.adding(days: -400) : child.born
        var items = [
            (1, String(receipt)), (2, type), (3, draft.month.compact), (4, child.name),
            (5, String(child.sex)), (6, born.compact),
            (7, insurer.agency == 2 ? (draft.tenths == 2 ? "80" : "70") : ""),
        ]
        switch table {
        case 4:
            if let prescriber {
                let code = Array(prescriber.code)
                items += [
                    (9, String(code[0..<2])), (10, String(code[2])), (11, String(code[3...])),
                    (12, prescriber.name), (13, "埼玉県見本市"),
                ]
            }
            file.put("RE", 42, items + [(41, child.kana)])
        case 3:
            file.put("RE", 27, items + [(15, padded(receipt, 5)), (25, child.kana)])
        default:
            if draft.isInpatient {
                let day = draft.days.trailingZeroBitCount
                items.append((8, draft.month.compact + padded(day, 2)))
            }
            file.put("RE", 38, items + [(13, padded(receipt, 5)), (21, "09"), (36, child.kana)])
        }
    }

    private func writeInsurer(_ file: inout ClaimsFile) {
        let number = insurer.number
        let filled = number.utf8.count == 6 ? "  " + number : number
        var items = [
            (1, filled), (2, FullWidth.digits(draft.span.symbol)),
            (3, FullWidth.digits(draft.span.number)), (4, String(draft.dayCount)),
            (5, String(draft.points)),
        ]
        switch table {
        case 4: file.put("HO", 14, items + [(9, burden)])
        case 3: file.put("HO", 14, items + [(10, burden)])
        default:
            if draft.meals > 0 {
                items.append((7, String(draft.meals)))
                items.append((8, String(draft.meals * FictionalCity.mealCost)))
            }
            file.put("HO", 15, items + [(11, burden)])
        }
    }

    /// Diagnosis and one line of treatment; the fee schedule is not followed.
    private func writeTreatment(_ file: inout ClaimsFile) {
        let bearer = draft.hasOtherFund ? "4" : "2"
        let day = draft.days.trailingZeroBitCount
        let date = draft.month.compact + padded(day, 2)
        let points = String(draft.points)
        switch table {
        case 4: break
        case 3:
            file.put(
                "SS", 109,
                [
                    (1, "80"), (2, bearer), (3, "309000110"), (76, points), (77, "1"),
                    (77 + day, "1"),
                ])
        default:
            file.put("SY", 8, [(1, "4659007"), (2, date), (3, "1"), (6, "01")])
            let head = [(1, "60"), (2, bearer), (3, "160000310"), (5, points), (6, "1")]
            file.put("SI", 44, head + [(12 + day, "1")])
        }
    }
}

/// Full-width forms for the symbols of a claims file.
enum FullWidth {
    static func digits(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isDigit = (0x30...0x39).contains(scalar.value)
            scalars.append(
                isDigit ? Unicode.Scalar(scalar.value - 0x30 + 0xFF10) ?? scalar : scalar)
        }
        return String(scalars)
    }
}
