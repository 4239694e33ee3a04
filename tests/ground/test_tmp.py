def test_x(house, anna, clients):
    print(house)
