// SPDX-License-Identifier: Apache-2.0

/// Why a calendar gives no answer.
public enum CalendarRefusal: Refusal, Equatable {
    /// A line of the table is no date with a name.
    case unreadableLine(Int)
    /// The table has no holiday at all, or a year between others without one.
    case incomplete(missingYear: Int?)
    /// The day lies outside the years of the table.
    case outsideTable(CivilDate, first: Int, last: Int)

    public var code: String {
        switch self {
        case .unreadableLine: "E-VOC-001"
        case .incomplete: "E-VOC-002"
        case .outsideTable: "E-VOC-003"
        }
    }

    public var message: String {
        switch self {
        case .unreadableLine(let line):
            "祝日表の\(line)行目が読めません。「日付,名称」の形か確かめてください。"
        case .incomplete(let year?):
            "祝日表に\(year)年の祝日がありません。欠けた年を足してください。"
        case .incomplete(nil):
            "祝日表に祝日がありません。ファイルを確かめてください。"
        case .outsideTable(let day, let first, let last):
            "\(day.year)年は祝日表（\(first)年から\(last)年まで）にないため、"
                + "\(Wareki.text(day))が休みかどうか答えられません。新しい祝日表に置き換えてください。"
        }
    }
}
