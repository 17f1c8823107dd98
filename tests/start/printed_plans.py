"""Targets as plans of real places print them, each with where it stands; the numbers are the documents'.

Quoted are the few words that settle a target, never a document.
"""

from __future__ import annotations

NQ03 = "Nghị quyết 03/NQ-CP ngày 09/01/2025, Phụ lục I"
"""https://github.com/thetrungdtt/VNMasterplan, NQCP03/NQ03 PL1.md"""
NQ03_ROWS = (
    ("TT", "Chỉ tiêu", "Đơn vị", "Kết quả", "Cơ quan chủ trì theo dõi, đánh giá"),
    ("I", "Đến năm 2030", "", "", ""),
    (
        "2",
        "Trình độ công nghệ của doanh nghiệp",
        "Thứ bậc",
        "Đạt mức trên trung bình của thế giới",
        "Bộ KHCN",
    ),
    ("4", "Xếp hạng năng lực cạnh tranh số", "Thứ bậc", "≤ 3 Đông Nam Á; ≤ 50 Thế giới", "Bộ TTTT"),
    ("7", "Số doanh nghiệp công nghệ số", "Doanh nghiệp", "≥ 5", "Bộ TTTT"),
    ("11", "Thủ tục hành chính trên môi trường điện tử", "", "", ""),
    ("11.2", "Tỉ lệ dịch vụ công trực tuyến toàn trình", "%", "90", "Văn phòng Chính phủ"),
    ("11.8", "Tỉ lệ cắt giảm thủ tục về cấp phép", "%", ">= 30", "Văn phòng Chính phủ"),
    ("18", "Nguồn nhân lực nghiên cứu", "Người/vạn dân", "12", "Bộ KHCN"),
    ("20", "Số lượng công bố quốc tế tăng trung bình", "%/năm", "10", "Bộ KHCN"),
    ("23.2", "Số tuyến cáp quang biển mới", "Tuyến cáp quang biển", "09", "Bộ TTTT"),
    (
        "29",
        "Trung tâm dữ liệu quốc gia",
        "Trung tâm dữ liệu quốc gia",
        "≥ 03",
        "Bộ Công an, Bộ Thông tin và Truyền thông",
    ),
    ("II", "Đến năm 2045", "", "", ""),
    ("36", "Quy mô kinh tế số", "% GDP", "≥ 50", "Bộ TTTT"),
    ("41", "Làm chủ một số công nghệ", "%", "20% - 50%", "Bộ Công an"),
)
ECONOMY_2019 = "Nghị quyết về kế hoạch phát triển kinh tế - xã hội năm 2019, 12 chỉ tiêu chủ yếu"
"""https://www.qdnd.vn/kinh-te/tin-tuc/ket-qua-thuc-hien-12-chi-tieu-kinh-te-xa-hoi-chu-yeu-nam-2019-608493"""
ECONOMY_2019_ROWS = (
    ("TT", "Chỉ tiêu", "Đơn vị", "Kế hoạch năm 2019", "Ước thực hiện năm 2019", "Đánh giá"),
    ("1", "Tốc độ tăng tổng sản phẩm trong nước (GDP)", "%", "6,6-6,8", "7,02", "Vượt"),
    ("2", "Tốc độ tăng chỉ số giá tiêu dùng bình quân (CPI)", "%", "Khoảng 4", "2,79", "Vượt"),
    ("4", "Tỷ lệ nhập siêu so với tổng kim ngạch xuất khẩu", "%", "Dưới 3", "Xuất siêu", "Vượt"),
    ("6", "Mức giảm tỷ lệ hộ nghèo", "điểm", "1-1,5", "1,1", "Vượt"),
    ("", "- Trong đó: Giảm tỷ lệ hộ nghèo tại các huyện nghèo", "%", "4", "Trên 4", ""),
    ("10", "Số giường bệnh trên 1 vạn dân", "giường bệnh", "27", "27,5", "Vượt"),
    ("11", "Tỷ lệ dân số tham gia bảo hiểm y tế", "%", "88,1", "89,3", "Vượt"),
)
RURAL = "Quyết định 491/QĐ-TTg ngày 16/4/2009, Bộ tiêu chí quốc gia về nông thôn mới"
"""https://www.scribd.com/doc/52925905/QD491TTG2-1-tieu-chi-nong-thon-moi"""
RURAL_ROWS = (
    ("TT", "Tên tiêu chí", "Nội dung tiêu chí", "Chỉ tiêu chung", "TDMN phía Bắc", "Đồng bằng sông Hồng"),
    ("II", "HẠ TẦNG KINH TẾ - XÃ HỘI", "", "", "", ""),
    ("2", "Giao thông", "2.1. Tỷ lệ km đường trục xã", "100%", "100%", "100%"),
    ("", "", "2.2. Tỷ lệ km đường trục thôn", "70%", "50%", "100%"),
    ("3", "Thủy lợi", "3.1. Hệ thống thủy lợi cơ bản đáp ứng yêu cầu", "Đạt", "Đạt", "Đạt"),
)
MADE = "dựng theo cách các xã ghi"
PRINTED: tuple[tuple[str, str, str], ...] = (
    # what is printed; how it is read; where it stands
    ("trên 80%", "more_than 80", "KH Đức Phổ 2024, II.1.3"),
    ("Tối thiểu 50%", "at_least 50", "KH Đức Phổ 2024, II.1.1"),
    ("≥ 03", "at_least 3", NQ03),
    ("> 0,7", "more_than 0.7", NQ03),
    (">= 30", "at_least 30", NQ03),
    ("99 %", "bare 99", NQ03),
    ("40 - 50", "band", NQ03),
    ("20% - 50%", "band", NQ03),
    ("≤ 3 Đông Nam Á; ≤ 50 Thế giới", "several", NQ03),
    ("≥ 3% và tăng dần theo yêu cầu phát triển", "change", NQ03),
    ("Đạt mức trên trung bình của thế giới", "words", NQ03),
    ("6,6-6,8", "band", ECONOMY_2019),
    ("Khoảng 4", "about", ECONOMY_2019),
    ("Dưới 3", "less_than 3", ECONOMY_2019),
    ("16% trở lên", "at_least 16", "Đảng bộ huyện Như Xuân 2020-2025"),
    ("60 triệu đồng", "bare 60", "Đảng bộ huyện Như Xuân 2020-2025"),
    ("25.000 tấn", "bare 25000", "Đảng bộ huyện Như Xuân 2020-2025"),
    ("50% (8 xã)", "several", "Đảng bộ huyện Như Xuân 2020-2025"),
    ("58,9% (66/112 thôn, tăng thêm 20 thôn)", "several", "Đảng bộ huyện Như Xuân 2020-2025"),
    ("từ 7,5 đến 8,0%/năm", "band", "Đảng bộ thành phố Hà Nội 2020-2025"),
    ("từ 8.300 đến 8.500 USD", "band", "Đảng bộ thành phố Hà Nội 2020-2025"),
    ("khoảng 30%", "about", "Đảng bộ thành phố Hà Nội 2020-2025"),
    ("75 triệu đồng/người/năm trở lên", "at_least 75", "Đảng bộ tỉnh Sóc Trăng 2020-2025"),
    ("417.000 tấn trở lên", "at_least 417000", "Đảng bộ tỉnh Sóc Trăng 2020-2025"),
    ("trên 250 triệu đồng/ha", "more_than 250", "Đảng bộ tỉnh Sóc Trăng 2020-2025"),
    ("bình quân mỗi năm từ 21% trở lên", "mean", "Đảng bộ tỉnh Sóc Trăng 2020-2025"),
    ("1,2 tỷ USD", "bare 1.2", "Đảng bộ tỉnh Sóc Trăng 2020-2025"),
    ("04/09 thôn, làng", "rank_of", "xã Sơn Lang (Kbang, Gia Lai) 2020-2025"),
    ("từ 90% trở lên", "at_least 90", "xã Sơn Lang (Kbang, Gia Lai) 2020-2025"),
    ("45 triệu đồng/năm", "yearly", "xã Sơn Lang (Kbang, Gia Lai) 2020-2025"),
    ("hoàn thành tốt nhiệm vụ trở lên", "words", "xã Sơn Lang (Kbang, Gia Lai) 2020-2025"),
    ("tăng 7,5 - 8,0%", "change", "xã Tam Phước (Bà Rịa - Vũng Tàu) 2022"),
    ("45 lần/người/năm", "bare 45", "xã Tam Phước (Bà Rịa - Vũng Tàu) 2022"),
    ("giảm 3% trở lên (còn 7%)", "several", "huyện Nông Cống (Thanh Hóa)"),
    ("giảm còn 0,8%", "at_most 0.8", "phường Tân Hòa (Phú Thọ) 2026"),
    ("78 triệu đồng/người/năm", "bare 78", "phường Tân Hòa (Phú Thọ) 2026"),
    ("vào nhóm 10 địa phương dẫn đầu cả nước", "at_most 10", "TB 01-TB/BCĐ Bình Định 2022"),
    ("13-13,5%", "band", "NQ 01/NQ-CP năm 2026, Phụ lục II, Hải Phòng"),
    ("tối thiểu 01 mô hình", "at_least 1", MADE),
    ("tăng 10% so với năm trước", "change", MADE),
    ("hằng năm ít nhất 2 buổi", "yearly", MADE),
    ("trước ngày 30/6/2026", "deadline", MADE),
    ("Quý III/2026", "deadline", MADE),
    ("Không thực hiện", "none", "KH Lạng Sơn 333/KH-UBND 2025, Phụ lục I"),
)
