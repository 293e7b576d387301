// SPDX-License-Identifier: Apache-2.0

/// The income band of 高額療養費 under 70: ア (highest) to オ (住民税非課税); 健康保険法施行令42条.
public enum HighCostBand: String, OfficeCode {
    case a = "ア"
    case i = "イ"
    case u = "ウ"
    case e = "エ"
    case o = "オ"

    public static let listName = "所得区分"

    public var wording: String { "区分" + rawValue }
}
