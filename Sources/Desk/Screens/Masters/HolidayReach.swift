// SPDX-License-Identifier: Apache-2.0
import Office
import Payments
import Vocabulary

/// How far the table of national holidays reaches that stands in the folder of the books, and the first payment day
/// that it leaves unknown. The table is read with the book: a decision and a payment day are computed again from the
/// same files, so that no screen takes in a second one beside it.
struct HolidayReach {
    /// Months ahead whose payment days are looked at: the next year's holidays are published in February.
    private static let ahead = 6

    let years: ClosedRange<Int>
    /// Holidays that the table names.
    let count: Int
    /// The first of the coming months whose payment day nobody can say.
    let unknown: YearMonth?

    init(_ office: Installation, today: CivilDate) {
        let holidays = office.days.bank.holidays
        years = holidays.years
        count = holidays.years.reduce(0) { $0 + holidays.all(in: $1).count }
        unknown = (0...Self.ahead).map { today.yearMonth.adding(months: $0) }
            .first { Self.isBeyond($0, office.paymentDays) }
    }

    /// The table ends before the payment day of the month.
    private static func isBeyond(_ month: YearMonth, _ days: PaymentDays) -> Bool {
        do {
            _ = try days.day(of: month)
            return false
        } catch CalendarRefusal.outsideTable {
            return true
        } catch {
            return false
        }
    }

    /// Where the holidays come from, and until when.
    var origin: String {
        "制度の本のファイル \(OpenDays.holidayFile) で、\(years.lowerBound)年から\(years.upperBound)年までの\(count)日があります。"
    }

    /// What cannot be done, why, and what to do; `nil` while every coming payment day is known.
    var warning: String? {
        unknown.map { month in
            "\(Wareki.text(month))からの支払日を決められず、支給予定も作れません。祝日表が\(years.upperBound)年までのためです。"
                + "管理者が、新しい祝日表に置き換えてください（マスタ 3030）。"
        }
    }

    /// What stands on payment days of years that the table does not name.
    func warning(of days: [CivilDate]) -> String? {
        days.filter { $0.year > years.upperBound }.min().map { day in
            "\(Say.date(day))からの支給予定は、祝日表（\(years.upperBound)年まで）にない年の支払日です。"
                + "新しい祝日表に置き換え、銀行の営業日か確かめてください。"
        }
    }
}
